import { channel } from 'node:diagnostics_channel';

/**
 * The moments between two durable effects, where a crash must lose and double nothing. Each is a diagnostics channel
 * that nothing listens to in production; a fault test loads a module into the process that does, and kills it there.
 */
export const crashPoints = {
  /** A transaction with events has been committed, and nobody was told yet. */
  committed: channel('souk:committed'),
  /** SNS has taken events, and they are still in the outbox. */
  published: channel('souk:published'),
  /** The payment provider has done what was asked, and it is not written down yet. */
  providerAnswered: channel('souk:provider-answered'),
  /** A message was handled and committed, and is still in the queue. */
  handled: channel('souk:handled'),
} as const;
