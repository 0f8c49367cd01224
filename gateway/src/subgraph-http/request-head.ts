import { type Headers, standardHeaders } from './subgraph-http.ts';

/** Say how a message is framed or where it goes: for one connection only, so never taken from elsewhere. */
export const connectionHeaders: ReadonlySet<string> = new Set([
  // What a client can decode, the gateway cannot.
  'accept-encoding',
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);
const namePattern = /^[!#$%&'*+.^_`|~\da-z-]+$/;
const unfitForValues = /[^\t\x20-\x7e\x80-\xff]/;

/** Names that were seen and are fit. They come from our own code and configuration, so there are few. */
const fitNames = new Set<string>();

/** The text of a request's header section, but for its content-length. Throws TypeError for a header that is not fit. */
export type WriteHead = (headers: Headers, ownHeaders?: Headers) => string;

/** For one subgraph: whatever is the same in every request to it is text already. */
export function compileHead(url: URL): WriteHead {
  const start = `POST ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\nconnection: keep-alive\r\n`;
  const usual = start + textOf(standardHeaders);
  // All requests of an operation have the same headers.
  let lastHeaders: Headers | undefined;
  let lastText = '';
  return (headers, ownHeaders) => {
    if (ownHeaders !== undefined) return start + textOf({ ...standardHeaders, ...headers, ...ownHeaders });
    if (headers !== lastHeaders) {
      const isUsual = headers.accept === undefined && headers['content-type'] === undefined;
      lastText = isUsual ? usual + textOf(headers) : start + textOf({ ...standardHeaders, ...headers });
      lastHeaders = headers;
    }
    return lastText;
  };
}

function textOf(headers: Headers): string {
  let text = '';
  for (const name in headers) {
    const value = headers[name] as string;
    if (!fitNames.has(name)) assertName(name);
    if (unfitForValues.test(value))
      throw new TypeError(`the header ${name} has characters that it must not have`);
    text += `${name}: ${value}\r\n`;
  }
  return text;
}

function assertName(name: string): void {
  if (!namePattern.test(name)) throw new TypeError('a header has a name that it must not have');
  if (connectionHeaders.has(name)) throw new TypeError(`the header ${name} is not for others to set`);
  if (fitNames.size < 1_000) fitNames.add(name);
}
