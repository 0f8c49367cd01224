import { createHash } from 'node:crypto';

/**
 * The name of a message for carriers and receivers: the same for every try of it, different for any other. A try
 * that is repeated after a crash can be told by it.
 */
export function messageKey(message: { eventId: string; channel: string; recipient: string }): string {
  return createHash('sha256')
    .update(JSON.stringify([message.eventId, message.channel, message.recipient]))
    .digest('hex')
    .slice(0, 40);
}
