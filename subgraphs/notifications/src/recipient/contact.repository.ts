import type { SoukEvent } from '@souk/shared/events/catalogue';
import { type Queryable, rows } from '@souk/shared/sql';
import type { Topic } from '../delivery/template.ts';

/** How a user is reached. */
export type Contact = { readonly userId: string; readonly email: string; readonly locale: string };

/** Those who may have to be told. */
export type People = {
  readonly byId: ReadonlyMap<string, Contact>;
  readonly admins: readonly Contact[];
};

type AboutUser = SoukEvent<'UserRegistered' | 'UserProfileChanged'>;

/** Keeps what events tell of users; an older event than the last changes nothing. */
export async function keepContacts(tx: Queryable, events: readonly SoukEvent<Topic>[]): Promise<void> {
  const newest = new Map<string, AboutUser>();
  for (const event of events) {
    if (event.type !== 'UserRegistered' && event.type !== 'UserProfileChanged') continue;
    const known = newest.get(event.data.userId);
    if (!known || known.aggregateversion < event.aggregateversion) newest.set(event.data.userId, event);
  }
  if (newest.size === 0) return;
  // In one order everywhere, so that two workers do not wait for each other.
  const told = [...newest.values()].sort((a, b) => (a.data.userId < b.data.userId ? -1 : 1));
  await tx.query(
    `INSERT INTO contacts AS known (user_id, email, locale, is_admin, version)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::boolean[], $5::int[])
     ON CONFLICT (user_id) DO UPDATE SET email = excluded.email, locale = excluded.locale,
       is_admin = coalesce(excluded.is_admin, known.is_admin), version = excluded.version
     WHERE known.version < excluded.version`,
    [
      told.map(({ data }) => data.userId),
      told.map(({ data }) => data.email),
      told.map(({ data }) => data.locale),
      told.map(({ data }) => data.roles?.includes('ADMIN') ?? null),
      told.map((event) => event.aggregateversion),
    ],
  );
}

/** The contacts of users, and those of all admins where `admins` asks for them. */
export async function findPeople(
  db: Queryable,
  userIds: readonly string[],
  { admins }: { readonly admins: boolean },
): Promise<People> {
  if (userIds.length === 0 && !admins) return { byId: new Map(), admins: [] };
  const found = await rows<Contact & { isAdmin: boolean | null }>(
    db,
    `SELECT user_id AS "userId", email, locale, is_admin AS "isAdmin" FROM contacts
     WHERE user_id = ANY($1) OR (is_admin AND $2) ORDER BY user_id`,
    [[...new Set(userIds)], admins],
  );
  return {
    byId: new Map(found.map((contact) => [contact.userId, contact])),
    admins: found.filter(({ isAdmin }) => isAdmin),
  };
}
