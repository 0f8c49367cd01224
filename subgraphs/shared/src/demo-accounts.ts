/** Accounts of the demonstration shop. Ids are fixed so that the demo catalogue can name its seller. */
export const demoPassword = 'souk-demo-1';

export const demoAccounts = {
  shopper: {
    id: 'usr_01m6a6ft00ens9aw99m8stfa8d',
    email: 'shopper@souk.example',
    firstName: 'Sam',
    lastName: 'Shopper',
  },
  seller: {
    id: 'usr_01m6a6ft00edaa62e5m0kyg8t2',
    email: 'seller@souk.example',
    firstName: 'Selma',
    lastName: 'Seller',
  },
  admin: {
    id: 'usr_01m6a6ft00f4xsg6x20xn7zhdq',
    email: 'admin@souk.example',
    firstName: 'Ada',
    lastName: 'Admin',
  },
} as const;

/** Name under which the demo seller sells. */
export const demoSellerName = 'Souk Makers';
