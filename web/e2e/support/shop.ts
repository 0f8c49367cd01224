import { randomBytes } from 'node:crypto';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

function address(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: run the tests with npm test or pnpm test:e2e`);
  return value;
}

/** Addresses of the shop under test. */
export const shop = {
  get store(): string {
    return address('SOUK_E2E_STORE');
  },
  get gateway(): string {
    return address('SOUK_E2E_GATEWAY');
  },
  get inbox(): string {
    return address('SOUK_E2E_INBOX');
  },
};

type Answer<Data> = {
  data: Data;
  errors?: { message: string; path?: unknown[]; extensions?: { code?: string } }[];
};

/** Sends an operation to the public endpoint and gives the whole answer. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export async function send<Data = any>(
  document: string,
  variables: object = {},
  token?: string,
): Promise<Answer<Data>> {
  const response = await fetch(shop.gateway, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(20_000),
  });
  return (await response.json()) as Answer<Data>;
}

/** Sends an operation that must succeed and gives its data. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export async function ask<Data = any>(
  document: string,
  variables: object = {},
  token?: string,
): Promise<Data> {
  const answer = await send<Data>(document, variables, token);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data;
}

/** Follows a subscription until `until` says that a value is the last one, and gives all values. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export async function follow<Data = any>(
  document: string,
  variables: Record<string, unknown>,
  token: string | undefined,
  until: (data: Data) => boolean,
): Promise<Data[]> {
  const client = createClient({
    url: shop.gateway.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: token ? { authorization: `Bearer ${token}` } : {},
  });
  const seen: Data[] = [];
  const deadline = setTimeout(() => client.terminate(), 45_000);
  try {
    for await (const result of client.iterate<Data>({ query: document, variables })) {
      if (result.errors) throw new Error(JSON.stringify(result.errors));
      seen.push(result.data!);
      if (until(result.data!)) return seen;
    }
    return seen;
  } finally {
    clearTimeout(deadline);
    await client.dispose();
  }
}

/** An e-mail address that nobody has used before. */
export function newEmail(): string {
  return `test-${randomBytes(6).toString('hex')}@shop.example`;
}

/** What arrived for a recipient in the local inbox. */
export async function arrived(
  kind: 'email' | 'sms',
  to: string,
): Promise<{ id: string; subject?: string; text?: string }[]> {
  const response = await fetch(`${shop.inbox}/api/messages?kind=${kind}&to=${encodeURIComponent(to)}`, {
    signal: AbortSignal.timeout(5_000),
  });
  return ((await response.json()) as { messages: { id: string; subject?: string; text?: string }[] })
    .messages;
}

/** The text of a message that arrived. */
export async function textOf(id: string): Promise<string> {
  const response = await fetch(`${shop.inbox}/api/messages/${id}`, { signal: AbortSignal.timeout(5_000) });
  return ((await response.json()) as { text: string }).text;
}
