import { codedError } from '@souk/shared/errors';
import { inTransaction } from '@souk/shared/outbox';
import { z } from 'zod';
import { languageTag, optionalPhoneNumber } from '../content/contact.ts';
import type { Call } from '../context.ts';
import { isRefused, parseInput, type Refused } from '../refusal.ts';
import type { UsersDeps } from '../users-deps.ts';
import { personName } from './register.ts';
import { type User, userEntity } from './user.entity.ts';
import { lockUser } from './user.repository.ts';
import { recordProfileChange } from './user-changed.ts';

/** Only phone can be removed; null for the others means what absence means. */
const changes = z.object({
  firstName: personName.nullish(),
  lastName: personName.nullish(),
  phone: optionalPhoneNumber.optional(),
  locale: languageTag.nullish(),
});

/**
 * Changes a user's name, phone or locale; what is absent stays.
 *
 * @throws GraphQLError UNAUTHENTICATED when the account is gone
 */
export async function updateProfile(
  deps: UsersDeps,
  call: Call,
  input: { readonly userId: string; readonly changes: object },
): Promise<User | Refused> {
  const parsed = parseInput(changes, input.changes);
  if (isRefused(parsed)) return parsed;
  const { firstName, lastName, locale } = parsed.value;
  return inTransaction(deps, async (tx) => {
    const user = await lockUser(tx, input.userId);
    if (!user) throw codedError('UNAUTHENTICATED');
    const changed: User = {
      ...user,
      firstName: firstName ?? user.firstName,
      lastName: lastName ?? user.lastName,
      locale: locale ?? user.locale,
      phone: 'phone' in input.changes && parsed.value.phone !== undefined ? parsed.value.phone : user.phone,
    };
    const isSame = (['firstName', 'lastName', 'locale', 'phone'] as const).every(
      (field) => changed[field] === user[field],
    );
    if (isSame) return user;
    await tx.update(
      userEntity,
      { id: user.id },
      {
        firstName: changed.firstName,
        lastName: changed.lastName,
        locale: changed.locale,
        phone: changed.phone,
      },
    );
    return recordProfileChange(tx, call, changed);
  });
}
