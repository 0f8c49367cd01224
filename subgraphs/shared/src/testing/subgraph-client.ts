import { createId } from '../ids.ts';
import { scopesOf } from '../roles.ts';
import { mintViewerToken, type Role, type Viewer, viewerTokenHeader } from '../viewer.ts';

export const testViewerTokenSecret = 'a-viewer-token-secret-for-tests-only';

type Answer<Data> = {
  readonly data: Data | null;
  readonly errors?: readonly {
    message: string;
    path?: (string | number)[];
    extensions?: { code?: string };
  }[];
};

/** Sends an operation to a subgraph over HTTP as the gateway would, on behalf of a viewer. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export async function query<Data = any>(
  port: number,
  viewer: Viewer,
  document: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer<Data>> {
  const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [viewerTokenHeader]: await mintViewerToken(viewer, testViewerTokenSecret),
      ...headers,
    },
    body: JSON.stringify({ query: document, variables }),
    signal: AbortSignal.timeout(45_000),
  });
  return (await response.json()) as Answer<Data>;
}

type UserViewer = Extract<Viewer, { kind: 'user' }>;

/** Viewers for tests, each a new one. */
export const viewers = {
  anonymous: (): Viewer => ({ kind: 'anonymous' }),
  guest: (): Extract<Viewer, { kind: 'guest' }> => ({ kind: 'guest', id: createId('gst') }),
  customer: (): UserViewer => user('CUSTOMER'),
  seller: (): UserViewer => user('CUSTOMER', 'SELLER'),
  admin: (): UserViewer => user('CUSTOMER', 'ADMIN'),
};

function user(...roles: Role[]): UserViewer {
  return { kind: 'user', id: createId('usr'), roles, scopes: scopesOf(roles), sessionId: createId('ses') };
}
