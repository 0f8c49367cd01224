import { type Queryable, row } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import type { KeptMethod, ProviderName } from '../provider/payment-provider.ts';
import { type SavedMethod, savedMethodEntity } from './saved-method.entity.ts';

export async function insertSavedMethod(tx: EntityManager, method: SavedMethod): Promise<void> {
  await tx.insert(savedMethodEntity, method);
}

/** A method that its customer can pay with: kept, or about to be. Anybody else's is the same as missing. */
export function findUsableMethod(
  db: EntityManager,
  id: string,
  customerId: string,
): Promise<SavedMethod | null> {
  return db.findOne(savedMethodEntity, {
    where: [
      { id, customerId, status: 'ACTIVE' },
      { id, customerId, status: 'PENDING' },
    ],
  });
}

/** The method that a customer agreed to keep and has not paid with yet. */
export function findPendingMethod(
  db: EntityManager,
  { customerId, provider, token }: { customerId: string; provider: ProviderName; token: string },
): Promise<SavedMethod | null> {
  return db.findOne(savedMethodEntity, {
    where: { customerId, provider, providerMethodId: token, status: 'PENDING' },
  });
}

export function findSavedMethod(db: EntityManager, id: string): Promise<SavedMethod | null> {
  return db.findOne(savedMethodEntity, { where: { id } });
}

/** What a customer has kept, newest first. */
export function findSavedMethods(db: EntityManager, customerId: string): Promise<SavedMethod[]> {
  return db.find(savedMethodEntity, {
    where: { customerId, status: 'ACTIVE' },
    order: { id: 'DESC' },
    take: 50,
  });
}

/** How a provider knows a customer who has kept a method there before. */
export async function findProviderCustomer(
  db: Queryable,
  customerId: string,
  provider: ProviderName,
): Promise<string | null> {
  const found = await row<{ id: string }>(
    db,
    `SELECT provider_customer_id AS id FROM saved_methods
     WHERE customer_id = $1 AND provider = $2 AND provider_customer_id IS NOT NULL ORDER BY id LIMIT 1`,
    [customerId, provider],
  );
  return found?.id ?? null;
}

/** Turns a method that was to be kept into one that is. One that was removed meanwhile stays removed. */
export async function activateMethod(tx: EntityManager, id: string, kept: KeptMethod): Promise<void> {
  await tx.query(
    `UPDATE saved_methods SET status = CASE status WHEN 'PENDING' THEN 'ACTIVE' ELSE status END,
       provider_customer_id = $2, provider_method_id = $3, brand = $4, last4 = $5, expiry_month = $6, expiry_year = $7
     WHERE id = $1 AND status <> 'ACTIVE'`,
    [id, kept.customerId, kept.methodId, kept.brand, kept.last4, kept.expiryMonth, kept.expiryYear],
  );
}

/** @returns whether the customer had such a method */
export async function markRemoved(
  tx: EntityManager,
  id: string,
  customerId: string,
  now: Date,
): Promise<boolean> {
  const removed = await row(
    tx,
    `UPDATE saved_methods SET status = 'REMOVED', removed_at = $3
     WHERE id = $1 AND customer_id = $2 AND status = 'ACTIVE' RETURNING id`,
    [id, customerId, now],
  );
  return removed !== null;
}

/** Removed methods that a provider still keeps, the longest first. */
export function findMethodsToForget(db: EntityManager, limit: number): Promise<SavedMethod[]> {
  return db
    .createQueryBuilder(savedMethodEntity, 'method')
    .where(`method.status = 'REMOVED' AND method.forgottenAt IS NULL`)
    .orderBy({ 'method.removedAt': 'ASC' })
    .limit(limit)
    .getMany();
}

export async function markForgotten(db: EntityManager, id: string, now: Date): Promise<void> {
  await db.update(savedMethodEntity, { id }, { forgottenAt: now });
}
