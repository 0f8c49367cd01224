import { EntitySchema } from 'typeorm';

/** An entry of a user's address book. */
export type Address = {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
  readonly phone: string | null;
  readonly isDefault: boolean;
  readonly createdAt: Date;
};

export const addressEntity = new EntitySchema<Address>({
  name: 'address',
  tableName: 'addresses',
  columns: {
    id: { type: 'text', primary: true },
    userId: { type: 'text', name: 'user_id' },
    name: { type: 'text' },
    line1: { type: 'text' },
    line2: { type: 'text', nullable: true },
    city: { type: 'text' },
    region: { type: 'text', nullable: true },
    postalCode: { type: 'text', name: 'postal_code' },
    countryCode: { type: 'text', name: 'country_code' },
    phone: { type: 'text', nullable: true },
    isDefault: { type: 'boolean', name: 'is_default' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
  },
});
