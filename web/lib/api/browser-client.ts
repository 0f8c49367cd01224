import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';

const forbiddenCloseCode = 4403;
const renewalCloseCodes = new Set([forbiddenCloseCode, 4401]);
const longestWaitMs = 20_000;

/** A client, and the means to let its socket go. */
export interface BrowserClient {
  readonly client: ApolloClient;
  readonly dispose: () => void;
}

/** Asks the store for the token of this page's socket; with `renew` for a new one. Null for visitors without identity. */
async function fetchSocketToken(renew: boolean): Promise<string | null> {
  const response = await fetch('/api/session', { method: 'POST', headers: renew ? { 'x-renew': '1' } : {} });
  if (!response.ok) throw new Error(`no token for live updates: ${response.status}`);
  return ((await response.json()) as { token: string | null }).token;
}

function waitBeforeRetry(retries: number): Promise<void> {
  const ceiling = Math.min(longestWaitMs, 500 * 2 ** retries);
  return new Promise((resolve) => setTimeout(resolve, ceiling / 2 + (Math.random() * ceiling) / 2));
}

/** The gateway's WebSocket, opened when something is subscribed to; it comes back by itself with a fresh token. */
function openSocket(gatewayUrl: string) {
  let renew = false;
  return createClient({
    url: gatewayUrl.replace(/^http/, 'ws'),
    lazy: true,
    lazyCloseTimeout: 5_000,
    keepAlive: 15_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: waitBeforeRetry,
    connectionParams: async () => {
      const token = await fetchSocketToken(renew);
      renew = false;
      return token ? { authorization: `Bearer ${token}` } : {};
    },
    on: {
      closed: (event) => {
        if (renewalCloseCodes.has((event as CloseEvent).code)) renew = true;
      },
    },
  });
}

/**
 * The page's Apollo Client: queries and mutations go to the store, which adds the token that no script can read;
 * subscriptions go straight to the gateway. On the server it answers nothing and opens nothing.
 */
export function createBrowserClient(gatewayUrl: string): BrowserClient {
  const http = new HttpLink({ uri: '/api/graphql' });
  const cache = new InMemoryCache({ typePolicies: { Money: { keyFields: false } } });
  if (typeof window === 'undefined') {
    return {
      client: new ApolloClient({ cache, link: ApolloLink.empty(), ssrMode: true }),
      dispose: () => undefined,
    };
  }
  const socket = openSocket(gatewayUrl);
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    http,
  );
  return { client: new ApolloClient({ cache, link }), dispose: () => void socket.dispose() };
}
