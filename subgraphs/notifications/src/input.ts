import type { Page } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { z } from 'zod';

/** The form of an id, ours or another subgraph's. */
export const idSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'not an id');

/** A word to search for: one line, well-formed, of 1 to 320 characters. */
export const searchWordSchema = z
  .string()
  .trim()
  .min(1)
  .max(320)
  .refine((text) => text.isWellFormed() && !/\p{Cc}/u.test(text), 'characters that no address has');

/**
 * Input as the schema wants it.
 *
 * @throws GraphQLError BAD_USER_INPUT that names the first fault
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [fault] = parsed.error.issues;
  throw codedError('BAD_USER_INPUT', `${fault!.path.join('.')}: ${fault!.message}`);
}

/**
 * A page whose cursor holds one id, as all lists here have.
 *
 * @throws GraphQLError BAD_USER_INPUT
 */
export function checkPosition(page: Page): Page {
  const ours = page.position === undefined || z.tuple([idSchema]).safeParse(page.position).success;
  if (!ours) throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
  return page;
}
