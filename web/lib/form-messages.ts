import type { z } from 'zod';

/** The first message of each field that a schema refused. */
export function messagesByField(error: z.ZodError): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const issue of error.issues) messages[String(issue.path.at(-1) ?? '')] ??= issue.message;
  return messages;
}
