import { isAdmin, type Viewer } from '@souk/shared/viewer';
import { isOwnedBy } from '../owner.ts';
import { fulfilledQuantity, type OrderLine, type OrderState, returnedQuantity } from './order-state.ts';
import { canTransition } from './order-status.ts';

/** As whom somebody sees an order. `LOOKUP` knows its number and e-mail address, and may only read. */
export type OrderRole = 'BUYER' | 'ADMIN' | 'SELLER' | 'LOOKUP';

/** An order as a viewer may see it: what is not for the viewer is not in it. */
export type OrderView = OrderState & { readonly role: OrderRole };

/** Goods can be sent back for so long after they arrived. */
const returnWindowDays = 30;

/** As whom a viewer sees an order; null for everybody else, to whom it does not exist. */
export function roleOf(order: OrderState, viewer: Viewer): OrderRole | null {
  if (isOwnedBy(order, viewer)) return 'BUYER';
  if (isAdmin(viewer)) return 'ADMIN';
  return order.lines.some((line) => isSoldBy(line, viewer)) ? 'SELLER' : null;
}

/** Whether a line is of the viewer's own goods. */
export function isSoldBy(line: Pick<OrderLine, 'sellerId'>, viewer: Viewer): boolean {
  return viewer.kind === 'user' && viewer.roles.includes('SELLER') && line.sellerId === viewer.id;
}

/** An order as a viewer may see it, or null where it is the same as missing. */
export function viewOrder(order: OrderState, viewer: Viewer): OrderView | null {
  const role = roleOf(order, viewer);
  if (!role) return null;
  switch (role) {
    case 'SELLER':
      return viewOfSeller(order, viewer);
    case 'ADMIN':
      return { ...order, role };
    default:
      return { ...order, role, notes: notesForBuyer(order) };
  }
}

/** What staff wrote for the buyer too. */
export function notesForBuyer(order: OrderState): OrderState['notes'] {
  return order.notes.filter((note) => note.visibility === 'CUSTOMER');
}

/** A seller sees the own lines, what was shipped and sent back of them, and what they come to. */
function viewOfSeller(order: OrderState, viewer: Viewer): OrderView {
  const lines = order.lines.filter((line) => isSoldBy(line, viewer));
  const own = new Set(lines.map((line) => line.id));
  const isOwn = (line: { readonly lineId: string }): boolean => own.has(line.lineId);
  const sum = (amount: (line: OrderLine) => number): number =>
    lines.reduce((total, line) => total + amount(line), 0);
  const subtotalMinor = sum((line) => line.lineTotalMinor);
  const discountMinor = sum((line) => line.discountMinor);
  const taxMinor = sum((line) => line.taxMinor);
  return {
    ...order,
    role: 'SELLER',
    lines,
    totals: {
      subtotalMinor,
      discountMinor,
      shippingMinor: 0,
      taxMinor,
      totalMinor: subtotalMinor - discountMinor + taxMinor,
    },
    paymentAction: null,
    discounts: [],
    notes: order.notes.filter((note) => viewer.kind === 'user' && note.authorId === viewer.id),
    cancellations: order.cancellations
      .map((each) => withOwnLines(each, isOwn))
      .filter((each) => each.lines.length > 0),
    fulfilments: order.fulfilments
      .map((each) => ({ ...each, lines: each.lines.filter(isOwn) }))
      .filter((each) => each.lines.length > 0),
    returns: order.returns.map((each) => withOwnLines(each, isOwn)).filter((each) => each.lines.length > 0),
  };
}

/** A return or cancellation cut down to some lines and what they pay back. */
function withOwnLines<
  Line extends { readonly lineId: string; readonly refundMinor: number },
  Part extends { readonly lines: readonly Line[]; readonly refundMinor: number },
>(part: Part, isOwn: (line: Line) => boolean): Part {
  const lines = part.lines.filter(isOwn);
  return { ...part, lines, refundMinor: lines.reduce((total, line) => total + line.refundMinor, 0) };
}

/** Whether the viewer may cancel the order as it stands, or what is left to ship of it. */
export function canCancel(order: OrderView): boolean {
  const mayCancel = order.role === 'BUYER' || order.role === 'ADMIN';
  return mayCancel && (canTransition(order.status, 'CANCELLED') || order.status === 'PARTIALLY_FULFILLED');
}

/** Whether the viewer may ask to send something of the order back. */
export function canRequestReturn(order: OrderView, now: Date): boolean {
  return (
    order.role === 'BUYER' &&
    isInReturnWindow(order, now) &&
    order.lines.some((line) => returnableQuantity(order, line) > 0)
  );
}

/** Whether goods of the order have arrived and can still be sent back. */
export function isInReturnWindow(order: OrderState, now: Date): boolean {
  if (order.status !== 'DELIVERED' || order.deliveredAt === null) return false;
  return now.getTime() - Date.parse(order.deliveredAt) <= returnWindowDays * 86_400_000;
}

/** Units of a line that are with the buyer and in no return. */
export function returnableQuantity(order: OrderState, line: OrderLine): number {
  return fulfilledQuantity(order, line.id) - returnedQuantity(order, line.id);
}
