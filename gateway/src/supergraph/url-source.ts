import { readText } from './read-text.ts';
import type { SupergraphSource } from './supergraph-source.ts';

/** A document on the web, asked for only when it has changed (`ETag`, `If-None-Match`). Redirects are not followed. */
export class UrlSource implements SupergraphSource {
  readonly name: string;
  readonly isRemote = true;
  private readonly url: URL;
  private readonly token: string | undefined;
  private readonly maxBytes: number;
  private etag: string | undefined;
  private given: string | undefined;

  constructor(url: URL, token: string | undefined, maxBytes: number) {
    // A query may carry a signature, the rest of the authority a password.
    this.name = `${url.origin}${url.pathname}`;
    this.url = url;
    this.token = token;
    this.maxBytes = maxBytes;
  }

  async read(signal: AbortSignal): Promise<string | undefined> {
    const { request } = await import('undici');
    const { statusCode, headers, body } = await request(this.url, {
      signal,
      headers: {
        accept: 'application/graphql, text/plain, */*;q=0.5',
        ...(this.etag === undefined ? {} : { 'if-none-match': this.etag }),
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
      },
    });
    if (statusCode !== 200) {
      await body.dump({ limit: 64 * 1024, signal });
      if (statusCode === 304 && this.etag !== undefined) return undefined;
      throw new Error(`it answered ${statusCode}`);
    }
    const text = await readText(body, this.maxBytes);
    const { etag } = headers;
    this.etag = typeof etag === 'string' ? etag : undefined;
    if (text === this.given) return undefined;
    this.given = text;
    return text;
  }
}
