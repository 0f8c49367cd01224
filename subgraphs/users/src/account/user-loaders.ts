import DataLoader from 'dataloader';
import { type EntityManager, In } from 'typeorm';
import { type Address, addressEntity } from '../address/address.entity.ts';
import { type User, userEntity } from './user.entity.ts';
import { findSellers, type Seller } from './user.repository.ts';

/** One query per kind of thing and request, however many are asked for. */
export type UserLoaders = {
  readonly users: DataLoader<string, User | null>;
  readonly sellers: DataLoader<string, Seller | null>;
  readonly addressBooks: DataLoader<string, Address[]>;
};

/** New loaders; they remember what they loaded, so they live as long as one request. */
export function createUserLoaders(db: EntityManager): UserLoaders {
  return {
    users: new DataLoader(async (ids) => {
      const found = await db.findBy(userEntity, { id: In(ids) });
      const byId = new Map(found.map((user) => [user.id, user]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    sellers: new DataLoader(async (ids) => {
      const byId = new Map((await findSellers(db, ids)).map((seller) => [seller.id, seller]));
      return ids.map((id) => byId.get(id) ?? null);
    }),
    addressBooks: new DataLoader(async (userIds) => {
      const found = await db.find(addressEntity, {
        where: { userId: In(userIds) },
        order: { isDefault: 'DESC', createdAt: 'DESC', id: 'DESC' },
      });
      const byUser = Map.groupBy(found, (address) => address.userId);
      return userIds.map((id) => byUser.get(id) ?? []);
    }),
  };
}
