import { type Connection, type PageArguments, parsePage, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { isPlainText } from '../content/text-line.ts';
import type { User } from './user.entity.ts';
import { findUsersPage, type UserPosition } from './user.repository.ts';

const position = z.tuple([z.iso.datetime(), z.string().regex(/^usr_[0-9a-z]{26}$/)]);
const longestSearch = 100;

/**
 * A page of all users, newest first, or of those whose e-mail address or name contains the search text.
 *
 * @throws GraphQLError BAD_USER_INPUT on a page size, cursor or search text that is not acceptable
 */
export async function listUsers(
  db: EntityManager,
  input: PageArguments & { readonly search?: string | null | undefined },
): Promise<Connection<User>> {
  const page = parsePage(input);
  const given = input.search ?? '';
  if (given.length > longestSearch || !isPlainText(given)) {
    throw codedError('BAD_USER_INPUT', 'The search text is not acceptable.');
  }
  const search = given.normalize('NFC').trim();
  const found = await findUsersPage(db, search || null, page, parsePosition(page.position));
  return toConnection(page, found, (user) => [user.createdAt.toISOString(), user.id]);
}

function parsePosition(given: readonly unknown[] | undefined): UserPosition | null {
  if (!given) return null;
  const parsed = position.safeParse(given);
  if (!parsed.success) throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
  return parsed.data;
}
