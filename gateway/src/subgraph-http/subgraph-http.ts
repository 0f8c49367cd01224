import type { Cancellation } from '../execution/cancellation.ts';
import { SubgraphUnavailable } from '../execution/errors.ts';

/** The connection failed before an answer began, so a query may be sent once more. */
export class ConnectionFailed extends SubgraphUnavailable {}

/** The caller went away: says nothing about the subgraph's health. */
export class Abandoned extends SubgraphUnavailable {}

export type Headers = Readonly<Record<string, string>>;

/** What came back over HTTP. */
export interface ReceivedAnswer {
  readonly text: string;
  readonly status: number;
  /** The Cache-Control header. */
  readonly cacheControl: string | undefined;
}

/** One POST of a JSON body. */
export interface HttpRequest {
  readonly body: string;
  /** Names in lower case. */
  readonly headers: Headers;
  /** Those of this request alone, such as the trace context. They win over `headers`. */
  readonly ownHeaders?: Headers | undefined;
  readonly cancellation: Cancellation;
}

export interface HttpLimits {
  readonly maxConnections: number;
  readonly connectTimeoutMs: number;
  /** From the request to the last byte of the answer, with the time it waits for a connection. */
  readonly totalTimeoutMs: number;
  readonly maxResponseBytes: number;
}

/**
 * HTTP to one subgraph over kept-alive connections, one request at a time on each. An answer is read whole, within a
 * deadline and a size. A request whose caller leaves is given up with its connection. Nothing is sent twice.
 */
export interface SubgraphHttp {
  /**
   * Rejects with SubgraphUnavailable, which is ConnectionFailed when no answer began and Abandoned when the caller left;
   * with TypeError for a header that is not fit to be sent.
   */
  send(request: HttpRequest): Promise<ReceivedAnswer>;
  /** Requests under way. */
  readonly running: number;
  /** Requests that wait for a connection. */
  readonly waiting: number;
  /** Takes no more requests; resolves when those it has are over and every connection is closed. */
  close(): Promise<void>;
}

/** For how long a connection that nobody uses is kept, where the subgraph does not say less. */
export const keepAliveMs = 30_000;

/** Headers of every request, unless the caller gives others. */
export const standardHeaders: Headers = {
  'content-type': 'application/json',
  accept: 'application/json, application/graphql-response+json',
};
