import type { Page } from '@souk/shared/connection';
import { row, rows } from '@souk/shared/sql';
import type { EntityManager } from 'typeorm';
import { sellerProfileEntity, type User, userEntity } from './user.entity.ts';

/** A seller's public face. */
export type Seller = { readonly id: string; readonly displayName: string };

/** The user with an e-mail address in its one form. */
export async function findUserByEmail(db: EntityManager, email: string): Promise<User | null> {
  return db.findOneBy(userEntity, { email });
}

/** A user, locked against other changes until the transaction ends. */
export async function lockUser(tx: EntityManager, id: string): Promise<User | null> {
  return tx.findOne(userEntity, { where: { id }, lock: { mode: 'pessimistic_write' } });
}

/** Counts one more event about a user, and gives the number for its envelope. */
export async function nextUserVersion(tx: EntityManager, id: string): Promise<number> {
  const counted = await row<{ version: number }>(
    tx,
    'UPDATE users SET version = version + 1 WHERE id = $1 RETURNING version',
    [id],
  );
  if (!counted) throw new Error(`no user ${id}`);
  return counted.version;
}

/** Adds a user, unless the e-mail address or the id is taken; tells whether it did. */
export async function insertUser(tx: EntityManager, user: User): Promise<boolean> {
  const inserted = await rows(
    tx,
    `INSERT INTO users (id, email, password_hash, first_name, last_name, phone, locale, roles, version, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING id`,
    [
      user.id,
      user.email,
      user.passwordHash,
      user.firstName,
      user.lastName,
      user.phone,
      user.locale,
      user.roles,
      user.version,
      user.createdAt,
    ],
  );
  return inserted.length === 1;
}

/** The public faces of those users who are sellers now. */
export async function findSellers(db: EntityManager, ids: readonly string[]): Promise<Seller[]> {
  return rows<Seller>(
    db,
    `SELECT users.id, display_name AS "displayName"
     FROM users JOIN seller_profiles ON user_id = users.id
     WHERE users.id = ANY($1) AND 'SELLER' = ANY(roles)`,
    [ids],
  );
}

/** Gives a seller a name for shoppers, or another one. */
export async function saveSellerName(tx: EntityManager, userId: string, displayName: string): Promise<void> {
  await tx.upsert(sellerProfileEntity, { userId, displayName }, ['userId']);
}

/** Position of a user in the list of users, newest first. */
export type UserPosition = readonly [createdAt: string, id: string];

/** Users whose e-mail address or name contains a text, newest first; one more than the page has. */
export async function findUsersPage(
  db: EntityManager,
  search: string | null,
  page: Pick<Page, 'limit'>,
  after: UserPosition | null,
): Promise<User[]> {
  const query = db
    .createQueryBuilder(userEntity, 'listed')
    .orderBy('listed.createdAt', 'DESC')
    .addOrderBy('listed.id', 'DESC')
    .limit(page.limit + 1);
  if (search) {
    const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
    query.andWhere('listed.search_text LIKE lower(:pattern)', { pattern });
  }
  if (after) {
    query.andWhere('(listed.created_at, listed.id) < (:createdAt::timestamptz, :id)', {
      createdAt: after[0],
      id: after[1],
    });
  }
  return query.getMany();
}
