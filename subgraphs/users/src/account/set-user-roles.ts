import { codedError } from '@souk/shared/errors';
import { isId } from '@souk/shared/ids';
import { inTransaction } from '@souk/shared/outbox';
import { row } from '@souk/shared/sql';
import type { Role } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { textLine } from '../content/text-line.ts';
import type { Call } from '../context.ts';
import { isRefused, parseInput, type Refused, refuse } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import { sellerProfileEntity, type User, userEntity } from './user.entity.ts';
import { lockUser, saveSellerName } from './user.repository.ts';
import { recordProfileChange } from './user-changed.ts';

const change = z.object({
  roles: z
    .array(z.enum(['CUSTOMER', 'SELLER', 'ADMIN']))
    .min(1, 'at least one role')
    .transform((roles) => [...new Set(roles)].sort((a, b) => order.indexOf(a) - order.indexOf(b))),
  sellerDisplayName: textLine(80).nullish(),
});
const order: readonly Role[] = ['CUSTOMER', 'SELLER', 'ADMIN'];

/** Changes of who is an admin go one after the other, so that two of them cannot remove each other. */
const adminsLock = 4_402_117;

/**
 * Sets the roles of a user. They work from the next access token on, at the latest when the one in use expires. The
 * last admin stays one.
 *
 * @throws GraphQLError FORBIDDEN when who asks is no admin any more, whatever the token says
 */
export async function setUserRoles(
  deps: UsersDeps,
  call: Call,
  input: {
    readonly adminId: string;
    readonly userId: string;
    readonly roles: readonly Role[];
    readonly sellerDisplayName?: string | null | undefined;
  },
): Promise<User | Refused> {
  const parsed = parseInput(change, input);
  if (isRefused(parsed)) return parsed;
  const { roles, sellerDisplayName } = parsed.value;
  const missing = refuse('NOT_FOUND', 'There is no such user.', ['userId']);
  if (!isId('usr', input.userId)) return missing;

  return inTransaction(deps, async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [adminsLock]);
    const admin = await tx.findOneBy(userEntity, { id: input.adminId });
    if (!admin?.roles.includes('ADMIN')) throw codedError('FORBIDDEN');
    const user = await lockUser(tx, input.userId);
    if (!user) return missing;
    if (user.roles.includes('ADMIN') && !roles.includes('ADMIN') && !(await hasOtherAdmin(tx, user.id))) {
      return refuse('INVALID_INPUT', 'The shop needs at least one admin.', ['roles']);
    }
    if (roles.includes('SELLER') && !sellerDisplayName && !(await hasSellerName(tx, user.id))) {
      return refuse('INVALID_INPUT', 'A new seller needs a name for shoppers.', ['sellerDisplayName']);
    }
    if (sellerDisplayName) await saveSellerName(tx, user.id, sellerDisplayName);
    await tx.update(userEntity, { id: user.id }, { roles });
    return recordProfileChange(tx, call, { ...user, roles });
  });
}

async function hasOtherAdmin(tx: EntityManager, id: string): Promise<boolean> {
  return (
    (await row(tx, `SELECT 1 FROM users WHERE roles @> ARRAY['ADMIN'] AND id <> $1 LIMIT 1`, [id])) !== null
  );
}

async function hasSellerName(tx: EntityManager, userId: string): Promise<boolean> {
  return tx.existsBy(sellerProfileEntity, { userId });
}
