/** Kinds of messages that people may do without; security and orders are not among them. */
export const preferenceTopics = ['CART_REMINDERS', 'BACK_IN_STOCK', 'LOW_STOCK'] as const;
export type PreferenceTopic = (typeof preferenceTopics)[number];

/**
 * Whether messages of a kind go to who said nothing. Reminders of a cart are advertising, which needs consent first; the
 * others were asked for at the product, or come with the work.
 */
export const wantedByDefault: Readonly<Record<PreferenceTopic, boolean>> = {
  CART_REMINDERS: false,
  BACK_IN_STOCK: true,
  LOW_STOCK: true,
};
