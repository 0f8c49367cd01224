import { SubgraphUnavailable } from '../execution/errors.ts';
import { compileHead, type WriteHead } from './request-head.ts';
import { type ConnectionOwner, SocketConnection } from './socket-connection.ts';
import { SocketExchange } from './socket-exchange.ts';
import type { ReceivedAnswer } from './subgraph-http.ts';
import { Abandoned, type HttpLimits, type HttpRequest, type SubgraphHttp } from './subgraph-http.ts';

/** The clock is looked at some thirty times within the shortest deadline, within these bounds. */
const longestTickMs = 250;
const shortestTickMs = 5;

/**
 * HTTP/1.1 without TLS to one subgraph: a pool of connections that knows just what the gateway needs of HTTP. One timer
 * looks after all deadlines; it runs only while there are connections.
 */
export class SocketHttp implements SubgraphHttp, ConnectionOwner {
  private readonly service: string;
  private readonly address: { readonly host: string; readonly port: number };
  private readonly limits: HttpLimits;
  private readonly writeHead: WriteHead;
  private readonly connections = new Set<SocketConnection>();
  /** Those without a request. The last one was used last and is taken first, so that the others can go. */
  private readonly idle: SocketConnection[] = [];
  /** Requests that wait for a connection, first come first served. */
  private readonly queue: SocketExchange[] = [];
  private ticking: NodeJS.Timeout | undefined;
  private closed: PromiseWithResolvers<void> | undefined;

  constructor(service: string, url: URL, limits: HttpLimits) {
    this.service = service;
    // An IPv6 address stands in brackets.
    this.address = { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || 80) };
    this.limits = limits;
    this.writeHead = compileHead(url);
  }

  get running(): number {
    return this.connections.size - this.idle.length;
  }

  get waiting(): number {
    return this.queue.length;
  }

  send({ body, headers, ownHeaders, cancellation }: HttpRequest): Promise<ReceivedAnswer> {
    return new Promise((resolve, reject) => {
      if (this.closed) throw new SubgraphUnavailable(this.service, 'asked after the end');
      if (cancellation.cancelled) throw new Abandoned(this.service, 'given up before it was sent');
      const message = {
        head: this.writeHead(headers, ownHeaders),
        body,
        deadline: performance.now() + this.limits.totalTimeoutMs,
      };
      const exchange = new SocketExchange(this.service, message, resolve, reject);
      exchange.forget = cancellation.onCancel(() => this.abandon(exchange));
      this.start(exchange);
    });
  }

  close(): Promise<void> {
    if (!this.closed) {
      this.closed = Promise.withResolvers();
      this.closeIdle('the pool is closed');
      this.settleClosed();
    }
    return this.closed.promise;
  }

  onFree(connection: SocketConnection): void {
    const next = this.queue.shift();
    if (next) this.give(connection, next);
    else if (this.closed) connection.close(new Error('the pool is closed'));
    else this.idle.push(connection);
  }

  onClosed(connection: SocketConnection, isStale: boolean): void {
    this.connections.delete(connection);
    const at = this.idle.indexOf(connection);
    if (at >= 0) this.idle.splice(at, 1);
    // The server has most likely been started anew: the other connections are dead as well, and news of it on the way.
    if (isStale) this.closeIdle('another connection was closed by the server');
    const next = this.queue.shift();
    if (next) this.give(this.open(), next);
    else this.settleClosed();
  }

  private start(exchange: SocketExchange): void {
    const connection =
      this.idle.pop() ?? (this.connections.size < this.limits.maxConnections ? this.open() : undefined);
    if (connection) this.give(connection, exchange);
    else this.queue.push(exchange);
  }

  private give(connection: SocketConnection, exchange: SocketExchange): void {
    exchange.connection = connection;
    connection.ask(exchange);
  }

  private open(): SocketConnection {
    const connection = new SocketConnection(this.address, this.limits, this);
    this.connections.add(connection);
    if (!this.ticking) {
      const { connectTimeoutMs, totalTimeoutMs } = this.limits;
      const tickMs = Math.min(connectTimeoutMs, totalTimeoutMs) / 32;
      this.ticking = setInterval(
        () => this.tick(performance.now()),
        Math.min(longestTickMs, Math.max(shortestTickMs, tickMs)),
      );
      // Sockets keep the process alive as long as there is something to wait for.
      this.ticking.unref();
    }
    return connection;
  }

  private abandon(exchange: SocketExchange): void {
    const error = new Abandoned(this.service, 'the client went away');
    if (exchange.connection) {
      exchange.connection.close(error);
    } else {
      this.queue.splice(this.queue.indexOf(exchange), 1);
      exchange.fail(error);
    }
  }

  private tick(now: number): void {
    const { service, limits } = this;
    const tooLate = (): SubgraphUnavailable =>
      new SubgraphUnavailable(service, `no answer in ${limits.totalTimeoutMs} ms`);
    while (this.queue[0] && this.queue[0].deadline <= now) this.queue.shift()?.fail(tooLate());
    for (const connection of [...this.connections]) connection.checkTime(now, tooLate);
    if (this.connections.size > 0) return;
    clearInterval(this.ticking);
    this.ticking = undefined;
  }

  private closeIdle(reason: string): void {
    for (const connection of this.idle.splice(0)) connection.close(new Error(reason));
  }

  private settleClosed(): void {
    if (this.closed && this.connections.size === 0) this.closed.resolve();
  }
}
