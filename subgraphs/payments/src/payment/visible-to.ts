import { isAdmin, type Viewer } from '@souk/shared/viewer';
import type { Payment } from './payment.entity.ts';

/** Whether the viewer may see a payment: its buyer and admins. What may not be seen is the same as missing. */
export function isVisibleTo(viewer: Viewer, payment: Payment): boolean {
  if (isAdmin(viewer)) return true;
  if (viewer.kind === 'user') return payment.customerId === viewer.id;
  return viewer.kind === 'guest' && payment.guestId === viewer.id;
}
