import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { shop } from './shop.ts';

/** All that whoever tries something is told. */
export type Answer = {
  readonly status: number;
  /** Codes of the errors, in order. */
  readonly codes: string[];
  readonly messages: string[];
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  readonly data: any;
};

type GraphqlError = { message: string; extensions?: { code?: string } };

/** Sends an operation of which nothing is known yet. `body` may be text, for numbers that JSON.stringify would change. */
export async function attempt(document: string, variables: object | string, token?: string): Promise<Answer> {
  const given = typeof variables === 'string' ? variables : JSON.stringify(variables);
  const response = await fetch(shop.gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: `{"query":${JSON.stringify(document)},"variables":${given}}`,
    signal: AbortSignal.timeout(20_000),
  });
  const { data = null, errors = [] } = (await response.json()) as { data?: unknown; errors?: GraphqlError[] };
  return {
    status: response.status,
    codes: errors.map(({ extensions }) => extensions?.code ?? ''),
    messages: errors.map(({ message }) => message),
    data,
  };
}

/** Inputs that are not named for their mutation. */
const inputs: Record<string, string> = {
  addAddress: 'AddressInput',
  applyVoucher: 'VoucherInput',
  removeVoucher: 'VoucherInput',
  approveReturn: 'DecideReturnInput',
  receiveReturn: 'DecideReturnInput',
};

/** The document of a mutation with `$input`; selects what a payload tells of refusals, unless told otherwise. */
export function mutation(name: string, selection = 'userErrors { code }'): string {
  const type = inputs[name] ?? `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
}

/** Codes that a mutation was refused with, those of its payload and those of errors alike; none where it was done. */
export async function refusals(name: string, input: object | string, token?: string): Promise<string[]> {
  const given = typeof input === 'string' ? input : JSON.stringify(input);
  const { codes, data } = await attempt(mutation(name), `{"input":${given}}`, token);
  const userErrors: { code: string }[] = data?.[name]?.userErrors ?? [];
  return [...codes, ...userErrors.map(({ code }) => code)];
}

/** Subscribes over the WebSocket. `first` is what came first: the codes it was refused with, or data. */
export function listen(
  document: string,
  variables: Record<string, unknown>,
  token?: string,
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
): { first: Promise<any>; seen: any[]; close(): Promise<void> } {
  const client = createClient({
    url: shop.gateway.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
  });
  const seen: unknown[] = [];
  const codesOf = (errors: readonly GraphqlError[]): unknown[] =>
    errors.map(({ extensions }) => extensions?.code);
  const first = new Promise((resolve) => {
    const hear = (heard: unknown): void => {
      seen.push(heard);
      resolve(heard);
    };
    client.subscribe(
      { query: document, variables },
      {
        next: ({ data, errors }) => hear(errors ? codesOf(errors as GraphqlError[]) : data),
        error: (error) => hear(Array.isArray(error) ? codesOf(error) : error),
        complete: () => hear('complete'),
      },
    );
  });
  return { first, seen, close: async () => client.dispose() };
}
