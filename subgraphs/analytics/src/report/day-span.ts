import { codedError } from '@souk/shared/errors';

/** Days in UTC, both ends included, as YYYY-MM-DD. */
export type DaySpan = { readonly from: string; readonly to: string };

const maximumDays = 366;
const dayMs = 86_400_000;

/**
 * A span of days as asked for.
 *
 * @throws GraphQLError BAD_USER_INPUT where a day does not exist, the span is backwards, or longer than 366 days
 */
export function parseDaySpan(asked: { readonly from: string; readonly to: string }): DaySpan {
  const from = startOf('from', asked.from);
  const to = startOf('to', asked.to);
  if (to < from) throw codedError('BAD_USER_INPUT', '`to` must not be before `from`.');
  if (to - from > maximumDays * dayMs) {
    throw codedError('BAD_USER_INPUT', `\`to\` may be at most ${maximumDays} days after \`from\`.`);
  }
  return { from: asked.from, to: asked.to };
}

function startOf(name: string, day: string): number {
  const instant = /^2\d{3}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00.000Z`) : Number.NaN;
  // A day such as 30 February is taken for one in March by the parser.
  if (Number.isNaN(instant) || new Date(instant).toISOString().slice(0, 10) !== day) {
    throw codedError('BAD_USER_INPUT', `\`${name}\` must be a day such as 2026-11-21.`);
  }
  return instant;
}
