import type { Cart } from '@/lib/api/cart.ts';

/** The cart as it will look once a line's quantity is set, apart from the totals: those are the shop's to reckon. */
export function withQuantity(
  cart: Cart | null,
  change: { readonly lineId: string; readonly quantity: number },
): Cart | null {
  if (!cart) return null;
  const lines = cart.lines
    .map((line) => (line.id === change.lineId ? { ...line, quantity: change.quantity } : line))
    .filter((line) => line.quantity > 0);
  return { ...cart, lines, quantity: lines.reduce((sum, line) => sum + line.quantity, 0) };
}
