import type { Role } from '@souk/shared/viewer';
import { EntitySchema } from 'typeorm';

/** Somebody with an account. */
export type User = {
  readonly id: string;
  /** In the form that normaliseEmail gives. */
  readonly email: string;
  readonly passwordHash: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: string | null;
  readonly locale: string;
  readonly roles: Role[];
  /** Counts the events about the user. */
  readonly version: number;
  readonly createdAt: Date;
};

export const userEntity = new EntitySchema<User>({
  name: 'user',
  tableName: 'users',
  columns: {
    id: { type: 'text', primary: true },
    email: { type: 'text' },
    passwordHash: { type: 'text', name: 'password_hash' },
    firstName: { type: 'text', name: 'first_name' },
    lastName: { type: 'text', name: 'last_name' },
    phone: { type: 'text', nullable: true },
    locale: { type: 'text' },
    roles: { type: 'text', array: true },
    version: { type: 'int' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});

/** What shoppers see of a seller. */
export type SellerProfile = { readonly userId: string; readonly displayName: string };

export const sellerProfileEntity = new EntitySchema<SellerProfile>({
  name: 'seller_profile',
  tableName: 'seller_profiles',
  columns: {
    userId: { type: 'text', name: 'user_id', primary: true },
    displayName: { type: 'text', name: 'display_name' },
  },
});
