import type { Viewer } from '@souk/shared/viewer';
import type { Delivery } from './delivery.entity.ts';

/** Whether the viewer sees all deliveries, unmasked. */
export function mayReadAllDeliveries(viewer: Viewer): boolean {
  return viewer.kind === 'user' && viewer.scopes.includes('notifications:read');
}

/** A recipient for eyes that may look over the owner's shoulder: enough to know it by, too little to use it. */
export function maskRecipient({ channel, recipient }: Pick<Delivery, 'channel' | 'recipient'>): string {
  if (channel === 'EMAIL') {
    const at = recipient.lastIndexOf('@');
    return `${recipient.slice(0, 1)}•••${at > 0 ? recipient.slice(at) : ''}`;
  }
  if (channel === 'SMS') return `${recipient.slice(0, 3)}•••${recipient.slice(-2)}`;
  return '•••';
}
