import { gatewayError } from '../execution/errors.ts';
import { type Reading, resolveReading } from './argument-values.ts';
import type { Cost, CostOptions } from './cost.ts';
import type { ListSize } from './cost-rules.ts';

/**
 * The length that `@listSize` tells: the largest slicing argument given, else the assumed size. A length that is told by
 * variables throws BAD_USER_INPUT as described at `compileCost`.
 */
export function listLength(
  rule: ListSize,
  readArgument: (name: string) => Reading,
  options: CostOptions,
  fieldName: string,
): Cost {
  const without = rule.assumedSize ?? options.assumedListSize;
  if (rule.slicingArguments.length === 0) return without;
  const slicing = rule.slicingArguments.map(([name = '', ...path]) => ({
    name: [name, ...path].join('.'),
    reading: readArgument(name),
    path,
  }));
  const length: Cost = (variables) => {
    let longest: number | undefined;
    let given = 0;
    for (const { name, reading, path } of slicing) {
      const value = at(resolveReading(reading, variables), path);
      if (value === undefined || value === null) continue;
      given++;
      // What is no number at all is refused where variables are checked against the schema.
      if (typeof value !== 'number') continue;
      if (value < 0 || value > options.maxPageSize) {
        throw refused(`${name} of ${fieldName} must be between 0 and ${options.maxPageSize}`);
      }
      longest = Math.max(longest ?? 0, value);
    }
    if (rule.requireOneSlicingArgument && given !== 1) {
      const names = slicing.map(({ name }) => name).join(', ');
      throw refused(`${fieldName} needs exactly one of these arguments: ${names}`);
    }
    return longest ?? without;
  };
  if (!slicing.every(({ reading }) => 'fixed' in reading)) return length;
  try {
    return length({});
  } catch {
    // Refuses each request that runs the operation.
    return length;
  }
}

function at(value: unknown, path: readonly string[]): unknown {
  let inner = value;
  for (const key of path) {
    if (typeof inner !== 'object' || inner === null) return undefined;
    inner = (inner as Record<string, unknown>)[key];
  }
  return inner;
}

function refused(message: string): Error {
  return gatewayError('BAD_USER_INPUT', message, { extensions: { http: { status: 400 } } });
}
