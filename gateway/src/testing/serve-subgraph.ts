import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ExecutionArgs, type GraphQLSchema, graphql } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';

/** A fixture subgraph on a real port: GraphQL over HTTP and graphql-ws. */
export interface ServedSubgraph {
  readonly url: string;
  readonly port: number;
  /** Requests received, newest last. */
  readonly requests: { headers: IncomingHttpHeaders; query: string; variables: Record<string, unknown> }[];
  /** connection_init payloads received, newest last. */
  readonly connections: Record<string, unknown>[];
  /** Open WebSocket connections. */
  openSockets(): number;
  /** Cuts every WebSocket connection without a close frame, as a crash does. */
  cutSockets(): void;
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly port?: number;
  /** Answers instead of the schema: returns true when it has answered. */
  readonly intercept?: (body: string, response: import('node:http').ServerResponse) => boolean;
}

/** Starts a subgraph for a schema on a free port, or on a given one. */
export async function serveSubgraph(
  schema: GraphQLSchema,
  options: ServeOptions = {},
): Promise<ServedSubgraph> {
  const requests: ServedSubgraph['requests'] = [];
  const connections: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    if (options.intercept?.(body, response)) return;
    const { query, variables, operationName } = JSON.parse(body);
    requests.push({ headers: request.headers, query, variables });
    const result = await graphql({ schema, source: query, variableValues: variables, operationName });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  const sockets = new WebSocketServer({ server, path: '/graphql' });
  const graphqlWs = useServer(
    {
      schema,
      onConnect: ({ connectionParams }) => {
        connections.push({ ...connectionParams });
        return true;
      },
      onError: (_context, _id, _payload, errors) => errors,
    } satisfies Parameters<typeof useServer<Record<string, unknown>, { args?: ExecutionArgs }>>[0],
    sockets,
  );
  const port = await listenOn(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    port,
    requests,
    connections,
    openSockets: () => sockets.clients.size,
    cutSockets: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await graphqlWs.dispose();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
