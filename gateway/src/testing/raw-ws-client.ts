import { WebSocket } from 'ws';
import { waitFor } from './wait-for.ts';

/** A client that speaks the protocol message by message. */
export class RawClient {
  readonly messages: Record<string, unknown>[] = [];
  closed: { code: number; reason: string } | undefined;
  readonly socket: WebSocket;

  constructor(
    url: string,
    options: {
      origin?: string;
      protocol?: string;
      localAddress?: string;
      headers?: Record<string, string>;
    } = {},
  ) {
    this.socket = new WebSocket(url.replace('http', 'ws'), options.protocol ?? 'graphql-transport-ws', {
      origin: options.origin,
      localAddress: options.localAddress,
      headers: options.headers,
    });
    this.socket.on('message', (data) => this.messages.push(JSON.parse(String(data))));
    this.socket.on('close', (code, reason) => {
      this.closed = { code, reason: String(reason) };
    });
    this.socket.on('error', () => {});
  }

  async open(): Promise<this> {
    await waitFor(() => this.socket.readyState === WebSocket.OPEN, 'the socket to open');
    return this;
  }

  async init(payload?: object): Promise<this> {
    await this.open();
    this.send({ type: 'connection_init', payload });
    await waitFor(
      () => this.messages.some(({ type }) => type === 'connection_ack') || this.closed,
      'the ack',
    );
    return this;
  }

  send(message: object | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id: string, operation: object): void {
    this.send({ id, type: 'subscribe', payload: operation });
  }

  of(id: string): Record<string, unknown>[] {
    return this.messages.filter((message) => message.id === id);
  }

  closing(): Promise<{ code: number; reason: string }> {
    return waitFor(() => this.closed, 'the socket to close');
  }
}
