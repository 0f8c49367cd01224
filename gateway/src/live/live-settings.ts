import { z } from 'zod';

const count = z.coerce.number().int().min(0);

/** Environment of live queries; see README.md for each. */
export const liveSettings = {
  MAX_SUBSCRIPTIONS_PER_CONNECTION: count.default(100),
  MAX_SUBSCRIPTIONS_PER_VIEWER: count.default(500),
  MAX_CONNECTIONS_PER_ADDRESS: count.default(500),
  MAX_CONNECTIONS: count.default(15_000),
  MAX_QUEUED_EVENTS: count.default(100),
  MAX_BUFFERED_BYTES: count.default(1024 * 1024),
} as const;
