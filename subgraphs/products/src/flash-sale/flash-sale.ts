/** Units of one variant at a price of their own, for a time. */
export type FlashSale = {
  readonly id: string;
  readonly variantId: string;
  readonly sellerId: string | null;
  readonly priceMinor: number;
  readonly currency: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Units set aside. */
  readonly allocation: number;
  /** Units set aside that nobody has a place for. */
  readonly remaining: number;
  readonly limitPerBuyer: number;
  /** How long a place is held for its buyer to check out. */
  readonly holdSeconds: number;
  /** How many buyers may wait for units that come free. */
  readonly waitingLimit: number;
  /** When what was left went back on the shelf; null until then. */
  readonly closedAt: Date | null;
  readonly version: number;
};

/**
 * WAITING -> HELD | REFUSED (nothing can come free any more) | LEFT; HELD -> ORDERED | EXPIRED | LEFT;
 * ORDERED -> RELEASED (its order was cancelled). HELD and ORDERED have units; the others have none.
 */
export type PlaceState = 'WAITING' | 'HELD' | 'ORDERED' | 'EXPIRED' | 'RELEASED' | 'REFUSED' | 'LEFT';

/** A buyer's place in a flash sale. */
export type Place = {
  readonly id: string;
  readonly saleId: string;
  readonly buyerId: string;
  readonly idempotencyKey: string;
  readonly quantity: number;
  readonly state: PlaceState;
  readonly holdExpiresAt: Date | null;
  readonly orderId: string | null;
  readonly version: number;
};

/** Places that count towards a buyer's limit. */
export const takingStates: readonly PlaceState[] = ['WAITING', 'HELD', 'ORDERED'];

/** Whether places are given at an instant. */
export function isOpen(sale: FlashSale, now: Date): boolean {
  return sale.closedAt === null && sale.startsAt <= now && now < sale.endsAt;
}
