import type { Logger } from 'pino';
import { z } from 'zod';
import { gatewayError } from '../execution/errors.ts';
import type { TokenIssuer, VerifyToken } from './verify-token.ts';
import type { Viewer } from './viewer.ts';

const pollIntervalMs = 5_000;
const requestTimeoutMs = 3_000;
const listSchema = z.object({ revoked: z.array(z.string()).max(1_000_000) });

/** Told whose sessions have ended since it was told last. */
type OnRevoked = (isRevoked: (viewer: Viewer) => boolean) => void;

/**
 * Which sessions have ended before their access tokens did. Issuers that know list their ids (claim `sid`) for as long
 * as a token of theirs may live; every gateway asks every few seconds, so none depends on being told. While an issuer
 * does not answer its last list holds, and tokens end by themselves as they always do.
 */
export class RevokedSessions {
  private readonly issuers: readonly TokenIssuer[];
  private readonly logger: Logger;
  private readonly onRevoked: OnRevoked;
  private readonly lists = new Map<string, ReadonlySet<string>>();
  private readonly failing = new Map<string, number>();
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;

  constructor(issuers: readonly TokenIssuer[], deps: { logger: Logger; onRevoked: OnRevoked }) {
    this.issuers = issuers.filter(({ revokedSessionsUrl }) => revokedSessionsUrl !== undefined);
    this.logger = deps.logger;
    this.onRevoked = deps.onRevoked;
  }

  /** Begins to ask, if any issuer can be asked. */
  start(): void {
    if (this.issuers.length > 0) this.look();
  }

  stop(): void {
    this.stopping.abort();
    clearTimeout(this.timer);
  }

  /** Whether the session of a viewer's token has ended. */
  isRevoked({ issuer, claims }: Viewer): boolean {
    if (issuer === undefined || typeof claims.sid !== 'string') return false;
    return this.lists.get(issuer)?.has(claims.sid) ?? false;
  }

  /** A verifier that refuses the tokens of ended sessions too. */
  refuseIn(verify: VerifyToken): VerifyToken {
    if (this.issuers.length === 0) return verify;
    return async (authorization, now) => {
      const viewer = await verify(authorization, now);
      if (!this.isRevoked(viewer)) return viewer;
      throw gatewayError('UNAUTHENTICATED', 'The session has ended', {
        extensions: { http: { status: 401 } },
      });
    };
  }

  private look(): void {
    const asking = Promise.all(this.issuers.map((issuer) => this.ask(issuer)));
    asking.finally(() => {
      if (this.stopping.signal.aborted) return;
      this.timer = setTimeout(() => this.look(), pollIntervalMs * (0.75 + Math.random() / 2));
      this.timer.unref();
    });
  }

  /** Never rejects. */
  private async ask({ issuer, revokedSessionsUrl }: TokenIssuer): Promise<void> {
    try {
      const signal = AbortSignal.any([this.stopping.signal, AbortSignal.timeout(requestTimeoutMs)]);
      const response = await fetch(revokedSessionsUrl ?? '', { signal, redirect: 'error' });
      if (!response.ok) throw new Error(`answered ${response.status}`);
      const { revoked } = listSchema.parse(await response.json());
      const before = this.lists.get(issuer);
      const list = new Set(revoked);
      this.lists.set(issuer, list);
      this.failing.delete(issuer);
      if (revoked.some((session) => !before?.has(session)))
        this.onRevoked((viewer) => this.isRevoked(viewer));
    } catch (error) {
      if (this.stopping.signal.aborted) return;
      // One look in vain is no news: where all parts start together, the issuer may come after the gateway.
      const failures = (this.failing.get(issuer) ?? 0) + 1;
      this.failing.set(issuer, failures);
      if (failures === 2) this.logger.warn({ err: error, issuer }, 'ended sessions are not known right now');
    }
  }
}
