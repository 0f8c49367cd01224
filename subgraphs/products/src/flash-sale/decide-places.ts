import { type FlashSale, isOpen } from './flash-sale.ts';

export type PlaceRequest = { readonly buyerId: string; readonly quantity: number };

export type PlaceDecision =
  | { readonly state: 'HELD' | 'WAITING' }
  | { readonly refusal: 'SALE_NOT_OPEN' | 'SOLD_OUT' | 'LIMIT_REACHED' };

/** How a sale stands when requests are decided. */
export type SaleStanding = {
  readonly sale: FlashSale;
  /** Units that are held and not ordered yet: those that may come free. */
  readonly heldUnits: number;
  readonly waiting: number;
  /** Units that each buyer has or waits for. */
  readonly takenBy: ReadonlyMap<string, number>;
};

/**
 * Decides requests one after the other, first come first served: a unit that is left is held for the buyer; when none
 * is, the buyer may wait while some could still come free. Nobody overtakes who waits.
 *
 * @returns a decision for each request, how many units are left afterwards, and whether not even one unit would be given
 *   or waited for
 */
export function decidePlaces(
  standing: SaleStanding,
  requests: readonly PlaceRequest[],
  now: Date,
): { decisions: PlaceDecision[]; remaining: number; isSoldOut: boolean } {
  const { sale } = standing;
  const taken = new Map(standing.takenBy);
  let { remaining } = sale;
  let { heldUnits, waiting } = standing;
  const isThere = (quantity: number): boolean => waiting === 0 && quantity <= remaining;
  const mayWait = (quantity: number): boolean =>
    heldUnits + remaining >= quantity && waiting < sale.waitingLimit;
  const decisions = requests.map(({ buyerId, quantity }): PlaceDecision => {
    if (!isOpen(sale, now)) return { refusal: 'SALE_NOT_OPEN' };
    const before = taken.get(buyerId) ?? 0;
    if (before + quantity > sale.limitPerBuyer) return { refusal: 'LIMIT_REACHED' };
    const fits = isThere(quantity);
    if (!fits && !mayWait(quantity)) return { refusal: 'SOLD_OUT' };
    taken.set(buyerId, before + quantity);
    if (!fits) {
      waiting += 1;
      return { state: 'WAITING' };
    }
    remaining -= quantity;
    heldUnits += quantity;
    return { state: 'HELD' };
  });
  return { decisions, remaining, isSoldOut: !isThere(1) && !mayWait(1) };
}
