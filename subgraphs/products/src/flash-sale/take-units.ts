import type { Allocation } from '../stock/decide-reservations.ts';

/**
 * Takes units out of what a sale has set aside, warehouse by warehouse, and lessens the lines given. The sale is locked.
 *
 * @throws Error where there are not enough: the sale's books are wrong then
 */
export function takeUnits(
  lines: { -readonly [Key in keyof Allocation]: Allocation[Key] }[],
  quantity: number,
): Allocation[] {
  const taken: Allocation[] = [];
  let missing = quantity;
  for (const line of lines) {
    const units = Math.min(missing, line.quantity);
    if (units === 0) continue;
    missing -= units;
    line.quantity -= units;
    taken.push({ variantId: line.variantId, warehouseId: line.warehouseId, quantity: units });
  }
  if (missing > 0) throw new Error(`a sale has ${missing} units less than its places say`);
  return taken;
}
