import { sellerProfileEntity, userEntity } from './account/user.entity.ts';
import { addressEntity } from './address/address.entity.ts';
import { CreateUsers } from './migrations/1795100000000-create-users.ts';
import { sessionEntity } from './session/session.entity.ts';

/** Tables of the users database. */
export const database = {
  entities: [userEntity, sellerProfileEntity, addressEntity, sessionEntity],
  migrations: [CreateUsers],
};
