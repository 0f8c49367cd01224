import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import qs from 'qs';

export type Exchange = {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly requestBody: string;
  readonly status: number;
  readonly responseBody: string;
};

/** Tells what of an exchange breaks the provider's published description; nothing when it keeps to it. */
export type OpenApiContract = { violationsOf(exchange: Exchange): string[] };

type Schema = Record<string, unknown>;
type Content = Record<string, { schema?: Schema }>;
type Operation = {
  parameters?: ({ name: string; in: string; required?: boolean; schema?: Schema } | { $ref: string })[];
  requestBody?: { required?: boolean; content: Content } | { $ref: string };
  responses: Record<string, { content?: Content } | { $ref: string }>;
};
type Specification = { paths: Record<string, Record<string, Operation>>; components: Schema };

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/**
 * A contract from published OpenAPI 3.0 files. It fails closed: an operation that no file describes is a violation,
 * unless it is named as undescribed.
 *
 * @param files names in `openapi/`
 * @param undescribed `METHOD /path` of operations that exist but are in none of the files
 */
export function createContract(files: readonly string[], undescribed: readonly string[]): OpenApiContract {
  const routes = files.flatMap(readRoutes);
  const allowed = undescribed.map((operation) => toPattern(operation));
  return {
    violationsOf(exchange) {
      const { pathname, search } = new URL(exchange.url, 'http://provider');
      const called = `${exchange.method} ${pathname}`;
      const route = routes.find(({ pattern }) => pattern.test(called));
      if (route) return route.check(exchange, search.slice(1)).map((fault) => `${called}: ${fault}`);
      return allowed.some((pattern) => pattern.test(called)) ? [] : [`${called}: is not described`];
    },
  };
}

type Route = {
  readonly pattern: RegExp;
  check(exchange: Exchange, query: string): string[];
};

function readRoutes(file: string): Route[] {
  const text = readFileSync(join(import.meta.dirname, 'openapi', file), 'utf8');
  const specification = toJsonSchema(JSON.parse(text)) as Specification;
  // Forms and queries are text only: numbers and booleans in them are coerced.
  const strict = validatorOf(specification, false);
  const coercing = validatorOf(specification, true);
  return Object.entries(specification.paths).flatMap(([path, operations]) =>
    methods.flatMap((method) => {
      const operation = operations[method];
      if (!operation) return [];
      const pattern = toPattern(`${method.toUpperCase()} ${path}`);
      return [{ pattern, check: checkOf(specification, operation, strict, coercing) }];
    }),
  );
}

function checkOf(
  specification: Specification,
  operation: Operation,
  strict: (schema: Schema) => ValidateFunction,
  coercing: (schema: Schema) => ValidateFunction,
): Route['check'] {
  const resolve = <Value>(value: Value | { $ref: string }): Value => {
    const reference = (value as { $ref?: string }).$ref;
    if (!reference) return value as Value;
    const steps = reference.split('#/')[1]!.split('/');
    return steps.reduce<unknown>((found, step) => (found as Schema)[step], specification) as Value;
  };
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(parameter));
  // Compiled now, as it takes longer than a call may.
  for (const answer of Object.values(operation.responses)) {
    const schema = resolve(answer).content?.['application/json']?.schema;
    if (schema) strict(schema);
  }
  return (exchange, query) => {
    const faults: string[] = [];
    const given = qs.parse(query, { depth: 9 });
    for (const name of Object.keys(given)) {
      const parameter = parameters.find((each) => each.in === 'query' && each.name === name);
      if (!parameter) faults.push(`query ${name} is not described`);
      else if (parameter.schema)
        faults.push(...faultsOf(coercing(parameter.schema), given[name], `query ${name}`));
    }
    const requestBody = operation.requestBody ? resolve(operation.requestBody) : undefined;
    for (const [type, { schema }] of Object.entries(requestBody?.content ?? {})) {
      if (!schema || (exchange.requestBody === '' && !requestBody?.required)) continue;
      const isForm = type.includes('form');
      const body: unknown = isForm
        ? qs.parse(exchange.requestBody, { depth: 9 })
        : JSON.parse(exchange.requestBody || 'null');
      faults.push(...faultsOf((isForm ? coercing : strict)(schema), body, 'request'));
    }
    // Both providers document 429 beside their descriptions, not in them.
    if (exchange.status === 429) return faults;
    const answer = operation.responses[exchange.status] ?? operation.responses.default;
    if (!answer) return [...faults, `status ${exchange.status} is not described`];
    const schema = resolve(answer).content?.['application/json']?.schema;
    if (schema) {
      const body: unknown = JSON.parse(exchange.responseBody || 'null');
      faults.push(...faultsOf(strict(schema), body, `answer ${exchange.status}`));
    }
    return faults;
  };
}

function faultsOf(validate: ValidateFunction, value: unknown, where: string): string[] {
  if (validate(value)) return [];
  return (validate.errors ?? [])
    .slice(0, 5)
    .map(
      ({ instancePath, message, params }) => `${where}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
}

/** Compiles each schema once. References lead into the specification's components. */
function validatorOf(
  { components }: Specification,
  coerceTypes: boolean,
): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    logger: false,
    ...(coerceTypes ? { coerceTypes: 'array' } : {}),
  });
  ajv.addSchema({ $id: 'specification', components });
  const compiled = new WeakMap<Schema, ValidateFunction>();
  return (schema) => {
    let validate = compiled.get(schema);
    if (!validate) {
      const absolute = JSON.stringify(schema).replaceAll('"#/components', '"specification#/components');
      validate = ajv.compile(JSON.parse(absolute) as Schema);
      compiled.set(schema, validate);
    }
    return validate;
  };
}

/** OpenAPI 3.0 writes `nullable`, JSON Schema a type or an alternative. */
function toJsonSchema(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(toJsonSchema);
  if (node === null || typeof node !== 'object') return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, value]) => [name, toJsonSchema(value)]),
  );
  if (nullable !== true)
    return nullable === undefined ? rest : { ...rest, ...(nullable === false ? {} : { nullable }) };
  return { anyOf: [rest, { type: 'null' }] };
}

function toPattern(operation: string): RegExp {
  const parts = operation.split(/\{[^}]+\}/).map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}
