import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

const packages = createRequire(import.meta.url);

/** Files of the packages that GraphiQL consists of, as they come from npm: nothing is loaded from elsewhere. */
const packageFiles: Readonly<Record<string, readonly [packageName: string, file: string, type: string]>> = {
  'react.js': ['react', 'umd/react.production.min.js', 'text/javascript'],
  'react-dom.js': ['react-dom', 'umd/react-dom.production.min.js', 'text/javascript'],
  'graphql-ws.js': ['graphql-ws', 'umd/graphql-ws.min.js', 'text/javascript'],
  'graphiql.js': ['graphiql', 'graphiql.min.js', 'text/javascript'],
  'graphiql.css': ['graphiql', 'graphiql.min.css', 'text/css'],
};

/** Starts GraphiQL on the page. Subscriptions go to the same path over WebSocket. */
const startScript = `
const endpoint = new URL('/graphql', location.href);
const socket = new URL(endpoint);
socket.protocol = endpoint.protocol.replace('http', 'ws');
const authorization = () => {
  try {
    const headers = JSON.parse(localStorage.getItem('graphiql:headers') ?? '{}');
    const name = Object.keys(headers).find((key) => key.toLowerCase() === 'authorization');
    return name ? { authorization: headers[name] } : {};
  } catch {
    return {};
  }
};
const fetcher = GraphiQL.createFetcher({
  url: endpoint.href,
  wsClient: graphqlWs.createClient({ url: socket.href, lazy: true, connectionParams: authorization }),
});
const props = { fetcher, shouldPersistHeaders: true, defaultEditorToolsVisibility: true };
ReactDOM.createRoot(document.getElementById('graphiql')).render(React.createElement(GraphiQL, props));
`;

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>GraphiQL</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/graphiql/page.css">
    <link rel="stylesheet" href="/graphiql/graphiql.css">
  </head>
  <body>
    <div id="graphiql">Loading…</div>
    <script src="/graphiql/react.js"></script>
    <script src="/graphiql/react-dom.js"></script>
    <script src="/graphiql/graphql-ws.js"></script>
    <script src="/graphiql/graphiql.js"></script>
    <script src="/graphiql/start.js"></script>
  </body>
</html>
`;

/** Scripts only from here; GraphiQL's editor sets styles on its elements. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self' ws: wss:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  readonly zipped: Buffer;
  readonly etag: string;
}

/** Serves GraphiQL at /graphiql from files of our own, so that it works without the internet. */
export class GraphiqlPage {
  private readonly assets = new Map<string, Promise<Asset>>();

  /** Answers requests for paths below /graphiql. Resolves to false for a path that it does not have. */
  async handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> {
    const name = path.replace(/^\/graphiql\/?/, '');
    const asset = await this.asset(name);
    if (!asset) return false;
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('content-security-policy', contentSecurityPolicy);
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cache-control', 'no-cache');
    response.setHeader('etag', asset.etag);
    response.setHeader('vary', 'accept-encoding');
    if (request.headers['if-none-match'] === asset.etag) {
      response.writeHead(304).end();
      return true;
    }
    const isZipped = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
    const body = isZipped ? asset.zipped : asset.body;
    if (isZipped) response.setHeader('content-encoding', 'gzip');
    response
      .writeHead(200, { 'content-type': `${asset.type}; charset=utf-8`, 'content-length': body.length })
      .end(request.method === 'HEAD' ? undefined : body);
    return true;
  }

  private asset(name: string): Promise<Asset> | undefined {
    let asset = this.assets.get(name);
    if (!asset) {
      const made = makeAsset(name);
      if (!made) return undefined;
      asset = made;
      this.assets.set(name, asset);
    }
    return asset;
  }
}

function makeAsset(name: string): Promise<Asset> | undefined {
  switch (name) {
    case '':
      return Promise.resolve(toAsset('text/html', Buffer.from(page)));
    case 'start.js':
      return Promise.resolve(toAsset('text/javascript', Buffer.from(startScript)));
    case 'page.css':
      return Promise.resolve(
        toAsset('text/css', Buffer.from('html, body, #graphiql { height: 100%; margin: 0 }')),
      );
  }
  const found = Object.hasOwn(packageFiles, name) ? packageFiles[name] : undefined;
  if (!found) return undefined;
  const [packageName, file, type] = found;
  return readFile(join(packageFolder(packageName), file)).then((body) => toAsset(type, body));
}

function packageFolder(name: string): string {
  return dirname(packages.resolve(`${name}/package.json`));
}

function toAsset(type: string, body: Buffer): Asset {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { type, body, zipped: gzipSync(body), etag };
}
