import {
  type GraphQLArgument,
  type GraphQLInputType,
  getNullableType,
  isInputObjectType,
  isListType,
} from 'graphql';
import { type Reading, resolveReading } from './argument-values.ts';
import type { Cost } from './cost.ts';
import type { CostRules } from './cost-rules.ts';

/** The cost of the arguments given to a field: their own weights and those of everything inside them. */
export function inputCost(
  rules: CostRules,
  fieldCoordinate: string,
  definitions: readonly GraphQLArgument[],
  readArgument: (name: string) => Reading,
): Cost {
  let fixed = 0;
  const varying: Exclude<Cost, number>[] = [];
  for (const { name, type } of definitions) {
    const weight = rules.weight(`${fieldCoordinate}.${name}`);
    const reading = readArgument(name);
    if ('fixed' in reading) fixed += valueCost(rules, type, reading.fixed, weight);
    else varying.push((variables) => valueCost(rules, type, resolveReading(reading, variables), weight));
  }
  if (varying.length === 0) return fixed;
  return (variables) => varying.reduce((total, cost) => total + cost(variables), fixed);
}

/** An input object counts 1 and anything else 0, unless the place where it is given or its type has a weight. */
function valueCost(
  rules: CostRules,
  type: GraphQLInputType,
  value: unknown,
  weight: number | undefined,
): number {
  if (value === undefined || value === null) return 0;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    const items = Array.isArray(value) ? value : [value];
    let total = 0;
    for (const item of items) total += valueCost(rules, bare.ofType, item, weight);
    return total;
  }
  if (!isInputObjectType(bare)) return weight ?? rules.weight(bare.name) ?? 0;
  let total = weight ?? rules.weight(bare.name) ?? 1;
  if (typeof value !== 'object') return total;
  const fields = bare.getFields();
  for (const [name, inner] of Object.entries(value)) {
    const field = fields[name];
    if (field) total += valueCost(rules, field.type, inner, rules.weight(`${bare.name}.${name}`));
  }
  return total;
}
