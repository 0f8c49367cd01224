import { z } from 'zod';
import { Refused } from './errors.ts';
import { countryCodes } from './pricing/countries.ts';

/**
 * Characters that have no place in a line of text: controls, halves of surrogate pairs, and those that turn the
 * direction of writing, with which one text can be made to look like another.
 */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** A line of text, trimmed, of 1 to `longest` characters. */
export function line(longest: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `has ${longest} characters at most`)
    .refine((text) => !unprintable.test(text), 'has characters that cannot be printed');
}

/** Text of several lines, trimmed, of 1 to `longest` characters. */
export function text(longest: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1, 'must not be empty')
    .max(longest, `has ${longest} characters at most`)
    .refine(
      (value) => !unprintable.test(value.replace(/[\r\n\t]/g, ' ')),
      'has characters that cannot be printed',
    );
}

/** A line of text that may be absent; an empty one is absent too. */
export function optionalLine(longest: number): z.ZodType<string | null> {
  return z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : (value ?? null)),
    z.union([z.null(), line(longest)]),
  );
}

/** An idempotency key. */
export const idempotencyKey = z
  .string()
  .min(8, 'has 8 characters at least')
  .max(200, 'has 200 characters at most')
  .refine((text) => !unprintable.test(text), 'has characters that cannot be printed');

/** An idempotency key where a caller may do without one. */
export const optionalKey = idempotencyKey.nullish().transform((key) => key ?? null);

/** The version that a change is based on, where the caller tells it. */
export const expectedVersion = z
  .number()
  .int()
  .nullish()
  .transform((version) => version ?? null);

/** An ISO-3166 alpha-2 code, in capitals or not. */
export const countryCode = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => countryCodes.has(code), 'is not an ISO-3166 alpha-2 code');

/** An id that another system may have made: looked up, never trusted. */
export const foreignId = z.string().regex(/^[\w-]{1,64}$/, 'is not an id');

/**
 * Parses the content of an input; GraphQL has checked its shape.
 *
 * @throws Refused INVALID_INPUT for each field at fault
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  // The first fault of a field is enough to mend it.
  const byField = new Map(parsed.error.issues.toReversed().map((issue) => [issue.path.join('.'), issue]));
  throw new Refused(
    [...byField].reverse().map(([path, issue]) => ({
      code: 'INVALID_INPUT' as const,
      message: `${path} ${issue.message}`,
      field: issue.path.map(String),
    })),
  );
}
