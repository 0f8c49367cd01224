import { EntitySchema } from 'typeorm';
import type { ProviderName } from '../provider/payment-provider.ts';

/**
 * PENDING: the buyer agreed that it is kept, and is about to pay with it. ACTIVE: the provider keeps it. REMOVED: the
 * buyer took it back; the provider is told to forget it.
 */
export type SavedMethodStatus = 'PENDING' | 'ACTIVE' | 'REMOVED';

/** A customer's way to pay that the provider keeps. Here are its tokens and what people know it by, never a number. */
export type SavedMethod = {
  id: string;
  customerId: string;
  provider: ProviderName;
  status: SavedMethodStatus;
  providerCustomerId: string | null;
  /** While PENDING the one-time token. */
  providerMethodId: string;
  brand: string | null;
  last4: string | null;
  expiryMonth: number | null;
  expiryYear: number | null;
  /** When the customer agreed. */
  consentedAt: Date;
  removedAt: Date | null;
  /** When the provider had forgotten it too. */
  forgottenAt: Date | null;
};

export const savedMethodEntity = new EntitySchema<SavedMethod>({
  name: 'savedMethod',
  tableName: 'saved_methods',
  columns: {
    id: { type: 'text', primary: true },
    customerId: { type: 'text', name: 'customer_id' },
    provider: { type: 'text' },
    status: { type: 'text' },
    providerCustomerId: { type: 'text', name: 'provider_customer_id', nullable: true },
    providerMethodId: { type: 'text', name: 'provider_method_id' },
    brand: { type: 'text', nullable: true },
    last4: { type: 'text', nullable: true },
    expiryMonth: { type: 'smallint', name: 'expiry_month', nullable: true },
    expiryYear: { type: 'smallint', name: 'expiry_year', nullable: true },
    consentedAt: { type: 'timestamptz', name: 'consented_at' },
    removedAt: { type: 'timestamptz', name: 'removed_at', nullable: true },
    forgottenAt: { type: 'timestamptz', name: 'forgotten_at', nullable: true },
  },
});
