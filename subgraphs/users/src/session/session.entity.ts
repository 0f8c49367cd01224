import { EntitySchema } from 'typeorm';

/** A signed-in device, and the family of refresh tokens that descend from its sign-in. */
export type Session = {
  readonly id: string;
  readonly userId: string;
  readonly device: string | null;
  /** Network that the device signed in from; null where it is not known. */
  readonly callerNetwork: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  /** After this instant it cannot be refreshed any more. */
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
};

export const sessionEntity = new EntitySchema<Session>({
  name: 'session',
  tableName: 'sessions',
  columns: {
    id: { type: 'text', primary: true },
    userId: { type: 'text', name: 'user_id' },
    device: { type: 'text', nullable: true },
    callerNetwork: { type: 'text', name: 'caller_network', nullable: true },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    lastUsedAt: { type: 'timestamptz', name: 'last_used_at' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    revokedAt: { type: 'timestamptz', name: 'revoked_at', nullable: true },
  },
});
