import type { z } from 'zod';
import type { UsersErrorCode, UsersUserError } from './generated/schema.ts';

/** The outcome of a use case that did nothing, and why. */
export type Refused = { readonly refused: UsersUserError[] };

/** A refusal for one reason. */
export function refuse(code: UsersErrorCode, message: string, field?: readonly string[]): Refused {
  return { refused: [{ code, message, field: field ? [...field] : null }] };
}

export function isRefused<Result extends object>(result: Result | Refused): result is Refused {
  return 'refused' in result;
}

/** Checks the content of an input; every fault becomes a refusal that names its field. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): { readonly value: z.output<Schema> } | Refused {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { value: parsed.data };
  return {
    refused: parsed.error.issues.map((issue) => ({
      code:
        issue.code === 'custom' && issue.params?.code === 'WEAK_PASSWORD' ? 'WEAK_PASSWORD' : 'INVALID_INPUT',
      field: issue.path.map(String),
      message: issue.message,
    })),
  };
}
