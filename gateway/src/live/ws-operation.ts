import type { GraphQLFormattedError } from 'graphql';
import type { LiveMessage } from './live-message.ts';
import type { LiveSink, RunningOperation } from './running-operation.ts';

/** A client's connection, as far as its operations need to know it. */
export interface OperationConnection {
  sendNext(message: LiveMessage, idText: string): void;
  send(text: string): void;
  isBehind(): boolean;
  dropSlowReader(): void;
  /** The operation is over. */
  forget(id: string): void;
}

/** One operation of a connection. */
export class WsOperation implements LiveSink {
  private readonly connection: OperationConnection;
  private readonly id: string;
  private running: RunningOperation | undefined;
  private isOver = false;

  constructor(connection: OperationConnection, id: string) {
    this.connection = connection;
    this.id = id;
  }

  /** The operation may have ended while it was being started. */
  run(running: RunningOperation): void {
    if (this.isOver) running.stop();
    else this.running = running;
  }

  next(message: LiveMessage): void {
    if (!this.isOver) this.connection.sendNext(message, JSON.stringify(this.id));
  }

  isBehind(): boolean {
    return this.connection.isBehind();
  }

  catchUp(): void {
    this.running?.catchUp();
  }

  refused(errors: readonly GraphQLFormattedError[]): void {
    this.finish(JSON.stringify({ id: this.id, type: 'error', payload: errors }));
  }

  completed(): void {
    this.finish(JSON.stringify({ id: this.id, type: 'complete' }));
  }

  overflowed(): void {
    this.connection.dropSlowReader();
  }

  /** Ends it without a word to the client. */
  stop(): void {
    this.finish(undefined);
  }

  private finish(lastMessage: string | undefined): void {
    if (this.isOver) return;
    this.isOver = true;
    this.connection.forget(this.id);
    this.running?.stop();
    if (lastMessage !== undefined) this.connection.send(lastMessage);
  }
}
