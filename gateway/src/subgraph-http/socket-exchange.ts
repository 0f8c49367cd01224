import { SubgraphUnavailable } from '../execution/errors.ts';
import type { AnswerReader } from './answer-reader.ts';
import { BadAnswer } from './header-line.ts';
import type { Asker, SocketConnection } from './socket-connection.ts';
import type { ReceivedAnswer } from './subgraph-http.ts';
import { ConnectionFailed } from './subgraph-http.ts';

/** One request, from when it is asked for until its promise is settled, once. */
export class SocketExchange implements Asker {
  readonly head: string;
  readonly body: string;
  /** When it is given up, as `performance.now()` tells the time. */
  readonly deadline: number;
  /** Absent while it waits for one. */
  connection: SocketConnection | undefined;
  /** Takes back what was registered with its cancellation. */
  forget: (() => void) | undefined;
  private readonly service: string;
  private readonly resolve: (received: ReceivedAnswer) => void;
  private readonly reject: (error: SubgraphUnavailable) => void;

  constructor(
    service: string,
    message: { head: string; body: string; deadline: number },
    resolve: (received: ReceivedAnswer) => void,
    reject: (error: SubgraphUnavailable) => void,
  ) {
    this.service = service;
    this.head = message.head;
    this.body = message.body;
    this.deadline = message.deadline;
    this.resolve = resolve;
    this.reject = reject;
  }

  onAnswer({ text, status, cacheControl }: AnswerReader): void {
    this.forget?.();
    this.resolve({ text, status, cacheControl });
  }

  onFailure(error: Error, hasBegun: boolean): void {
    if (error instanceof SubgraphUnavailable) {
      this.fail(error);
    } else {
      const Failure = hasBegun || error instanceof BadAnswer ? SubgraphUnavailable : ConnectionFailed;
      this.fail(new Failure(this.service, error.message, { cause: error }));
    }
  }

  fail(error: SubgraphUnavailable): void {
    this.forget?.();
    this.reject(error);
  }
}
