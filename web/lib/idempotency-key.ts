import { createHash } from 'node:crypto';

/**
 * The idempotency key of an intention: the same intention, sent again after a reload, a double click or a lost answer,
 * has the same key; any change of it has another. Nothing needs to be stored.
 */
export function idempotencyKey(operation: string, intention: unknown): string {
  const digest = createHash('sha256')
    .update(`${operation}\n${canonical(intention)}`)
    .digest('base64url');
  return `web-${operation}-${digest}`;
}

function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value)
    .filter(([, field]) => field !== undefined && field !== null)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
