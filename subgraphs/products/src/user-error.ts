import type { z } from 'zod';
import type { ProductsErrorCode } from './generated/schema.ts';

/** An outcome that the caller acts on. */
export type UserError = {
  readonly code: ProductsErrorCode;
  readonly field: string[] | null;
  readonly message: string;
};

/** A refusal with one reason. */
export function refuse(
  code: ProductsErrorCode,
  message: string,
  ...field: string[]
): { readonly userErrors: readonly UserError[] } {
  return { userErrors: [{ code, field: field.length > 0 ? ['input', ...field] : null, message }] };
}

/** What is wrong with an input's content, field by field. */
export function inputErrors(error: z.ZodError): UserError[] {
  return error.issues.map((issue) => ({
    code: 'INVALID_INPUT',
    field: ['input', ...issue.path.map(String)],
    message: issue.message,
  }));
}
