import { type Route, sendJson } from '@souk/shared/http';
import { rows } from '@souk/shared/sql';
import type { DataSource } from 'typeorm';
import { accessTokenSeconds } from './access-token.ts';

/** Clocks of verifiers may be this far off. */
const clockToleranceSeconds = 60;

/**
 * Ids of the sessions that ended while access tokens of theirs may still look valid: `{"revoked": [...]}`. The gateway
 * asks every few seconds, and lets nobody in with such a token any more. An id signs nobody in.
 */
export function revokedSessionsRoute(dataSource: DataSource): Route {
  return async (_request, response) => {
    const since = new Date(Date.now() - (accessTokenSeconds + clockToleranceSeconds) * 1000);
    const found = await rows<{ id: string }>(
      dataSource.manager,
      'SELECT id FROM sessions WHERE revoked_at >= $1 ORDER BY revoked_at',
      [since],
    );
    response.setHeader('cache-control', 'no-store');
    sendJson(response, 200, { revoked: found.map(({ id }) => id) });
  };
}
