import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { codedError } from './errors.ts';

/** Whole numbers within ±(2^53 - 1): amounts of money outgrow GraphQL's 32-bit Int. */
export const SafeInt = new GraphQLScalarType<number, number>({
  name: 'SafeInt',
  serialize: toSafeInt,
  parseValue: toSafeInt,
  parseLiteral: (node: ValueNode) => toSafeInt(node.kind === Kind.INT ? Number(node.value) : undefined),
});

function toSafeInt(value: unknown): number {
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number === 'number' && Number.isSafeInteger(number)) return number;
  throw codedError('BAD_USER_INPUT', 'SafeInt must be a whole number between -(2^53 - 1) and 2^53 - 1.');
}

/** Instants in UTC with milliseconds. */
export const DateTime = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  serialize: (value) => {
    const date = value instanceof Date ? value : new Date(value as string);
    if (Number.isNaN(date.getTime())) throw new TypeError('DateTime cannot represent an invalid date');
    return date.toISOString();
  },
  parseValue: toDate,
  parseLiteral: (node: ValueNode) => toDate(node.kind === Kind.STRING ? node.value : undefined),
});

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function toDate(value: unknown): Date {
  const date = typeof value === 'string' && isoInstant.test(value) ? new Date(value) : undefined;
  if (date && !Number.isNaN(date.getTime())) return date;
  throw codedError(
    'BAD_USER_INPUT',
    'DateTime must be an ISO-8601 instant such as 2026-11-21T09:30:00.000Z.',
  );
}

/** ISO-4217 currency codes. */
export const CurrencyCode = new GraphQLScalarType<string, string>({
  name: 'CurrencyCode',
  serialize: (value) => String(value),
  parseValue: toCurrency,
  parseLiteral: (node: ValueNode) => toCurrency(node.kind === Kind.STRING ? node.value : undefined),
});

function toCurrency(value: unknown): string {
  if (typeof value === 'string' && /^[A-Z]{3}$/.test(value)) return value;
  throw codedError('BAD_USER_INPUT', 'CurrencyCode must be an ISO-4217 code in capitals such as EUR.');
}

/** The scalars that every subgraph's schema may use, by name. */
export const scalars = { SafeInt, DateTime, CurrencyCode } as const;
