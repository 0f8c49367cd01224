import type { Viewer } from '@souk/shared/viewer';
import DataLoader from 'dataloader';
import type { EntityManager } from 'typeorm';
import type { Delivery } from './delivery/delivery.entity.ts';
import { readDeliveriesOfOrders } from './delivery/delivery.repository.ts';
import { mayReadAllDeliveries } from './delivery/delivery-access.ts';
import { inboxOf } from './inbox/inbox-owner.ts';
import type { InAppNotification } from './inbox/notification.entity.ts';
import { readNotificationsById } from './inbox/notification.repository.ts';

/** Entities by id, read together per request. What the viewer may not see is as if it were not there. */
export type Loaders = {
  readonly notification: DataLoader<string, InAppNotification | null>;
  readonly deliveriesOfOrder: DataLoader<string, Delivery[]>;
};

export function createLoaders(db: EntityManager, viewer: Viewer): Loaders {
  return {
    notification: new DataLoader(async (ids) => {
      const recipient = inboxOf(viewer);
      const found = recipient ? await readNotificationsById(db, recipient, ids) : [];
      const byId = new Map(found.map((notification) => [notification.id, notification]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    deliveriesOfOrder: new DataLoader(async (orderIds) => {
      const buyerId = inboxOf(viewer);
      const all = mayReadAllDeliveries(viewer);
      const found = all || buyerId ? await readDeliveriesOfOrders(db, orderIds, all ? null : buyerId) : [];
      const byOrder = Map.groupBy(found, (delivery) => delivery.orderId);
      return orderIds.map((orderId) => byOrder.get(orderId) ?? []);
    }),
  };
}
