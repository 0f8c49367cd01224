import { type Dispatcher, Pool } from 'undici';

export type HttpRequest = {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With the query, from the root of the host. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
};

export type HttpAnswer = { readonly status: number; readonly text: string };

export type HttpClientOptions = {
  /** Requests under way at most; the connections are kept for the next ones. */
  readonly connections: number;
  /** From the call to the last byte of the answer, waiting for a connection included. */
  readonly deadlineMs: number;
};

export type HttpClient = {
  /** @throws Error where no whole answer has come in time. Redirects are answers like others. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** Gives up what is under way. */
  close(): Promise<void>;
};

const answerBytesAtMost = 4 * 1024 * 1024;

/** HTTP with one host. A call costs a third of what `fetch` takes. */
export function createHttpClient(origin: string, { connections, deadlineMs }: HttpClientOptions): HttpClient {
  const pool = new Pool(origin, {
    connections,
    connectTimeout: deadlineMs,
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        pool.dispatch({ ...request, origin }, new Exchange(deadlineMs, resolve, reject));
      }),
    close: () => pool.destroy(),
  };
}

/** A request and its answer. One object for each, and one timer, which is all that a deadline needs. */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly resolve: (answer: HttpAnswer) => void;
  private readonly reject: (error: Error) => void;
  private readonly deadline: NodeJS.Timeout;
  private readonly chunks: Buffer[] = [];
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private status = 0;
  private size = 0;

  constructor(deadlineMs: number, resolve: (answer: HttpAnswer) => void, reject: (error: Error) => void) {
    this.resolve = resolve;
    this.reject = reject;
    this.deadline = setTimeout(() => this.fail(new Error(`no answer in ${deadlineMs} ms`)), deadlineMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Its time was over before it had a connection.
    if (this.failure) controller.abort(this.failure);
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > answerBytesAtMost) this.fail(new Error(`an answer of over ${answerBytesAtMost} bytes`));
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.deadline);
    this.resolve({ status: this.status, text: Buffer.concat(this.chunks).toString('utf8') });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.fail(error);
  }

  private fail(error: Error): void {
    clearTimeout(this.deadline);
    this.failure ??= error;
    this.reject(this.failure);
    this.controller?.abort(this.failure);
  }
}
