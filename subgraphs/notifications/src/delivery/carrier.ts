import type { DueDelivery } from './delivery.repository.ts';

/** Hands messages of one channel to whoever delivers them. */
export type Carrier = {
  /**
   * Hands a message over; at the latest after 25 s it has or has not.
   *
   * @throws Undeliverable where no retry can help; anything else is tried again
   */
  send(delivery: DueDelivery): Promise<void>;
  close(): void;
};

/** The message can never reach this recipient. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
