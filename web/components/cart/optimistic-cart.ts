import type { Cart } from '@/lib/api/cart.ts';

/** A change that is on its way to the shop. */
export type CartIntent =
  | { readonly kind: 'quantity'; readonly lineId: string; readonly quantity: number }
  | { readonly kind: 'shipping'; readonly countryCode: string; readonly shippingMethodId?: string | null };

/** The cart as it will look once a change has gone through, apart from the totals: those are the shop's to reckon. */
export function withIntent(cart: Cart | null, intent: CartIntent): Cart | null {
  if (!cart) return null;
  if (intent.kind === 'shipping') {
    const method = cart.shippingMethods.find((m) => m.id === intent.shippingMethodId);
    return {
      ...cart,
      shippingCountryCode: intent.countryCode,
      shippingMethod: method ?? cart.shippingMethod,
    };
  }
  const lines = cart.lines
    .map((line) => (line.id === intent.lineId ? { ...line, quantity: intent.quantity } : line))
    .filter((line) => line.quantity > 0);
  return { ...cart, lines, quantity: lines.reduce((sum, line) => sum + line.quantity, 0) };
}
