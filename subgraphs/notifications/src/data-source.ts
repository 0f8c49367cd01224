import { deliveryEntity } from './delivery/delivery.entity.ts';
import { notificationEntity } from './inbox/notification.entity.ts';
import { CreateNotifications1763700000000 } from './migrations/1763700000000-create-notifications.ts';
import { AddRecipients1795700000000 } from './migrations/1795700000000-add-recipients.ts';
import { SearchAddressesApart1795900000000 } from './migrations/1795900000000-search-addresses-apart.ts';

/** The tables of notifications and how they came to be. */
export const database = {
  entities: [deliveryEntity, notificationEntity],
  migrations: [
    CreateNotifications1763700000000,
    AddRecipients1795700000000,
    SearchAddressesApart1795900000000,
  ],
};
