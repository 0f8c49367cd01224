import { createHash } from 'node:crypto';
import pg from 'pg';

/** Texts beyond these are not prepared: a statement put together from lists of many lengths would fill the server. */
const maxStatements = 400;
const names = new Map<string, string>();

/**
 * A PostgreSQL connection that prepares each statement with parameters once and then only runs it. Parsing and planning
 * was most of what the short statements of an order cost. PostgreSQL decides by itself when a plan fits all parameters.
 */
export class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: one of the library's many overloads is singled out, the rest pass through
  override query(...args: any[]): any {
    const [text, values, ...rest] = args;
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 && nameOf(text);
    const query = super.query as (...args: unknown[]) => unknown;
    return name ? query.call(this, { name, text, values }, ...rest) : query.apply(this, args);
  }
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= maxStatements) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
