import { createHash } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OpenApiContract } from './openapi-contract.ts';

/** How a simulated provider misbehaves, for one request each. */
export type SimulatedFault =
  /** Does the work and never answers. */
  | 'no-answer-after-work'
  /** Does the work and answers 500. */
  | 'error-after-work'
  | 'error-before-work'
  | 'rate-limit'
  | 'unauthorised';

export type SimulatedRequest = {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};
export type SimulatedAnswer = { readonly status: number; readonly body: unknown };

export type SimulatorOptions = {
  readonly contract: OpenApiContract;
  readonly handle: (request: SimulatedRequest) => SimulatedAnswer;
  /** The request's idempotency key, where it has one. */
  readonly keyOf: (headers: IncomingHttpHeaders) => string | undefined;
  /** Whether a repeat is handled again, as PayPal shows an object's latest state, or answered as before. */
  readonly onRepeat: 'replay' | 'handle';
  readonly errorAnswer: (fault: SimulatedFault) => SimulatedAnswer;
  /** Where a key is refused that was used with another request. */
  readonly keyReused?: () => SimulatedAnswer;
};

export type Simulator = {
  readonly url: string;
  /** What broke the published description so far. */
  readonly violations: string[];
  /** `METHOD /path` of every request, repeats included. */
  readonly requests: string[];
  /** Misbehaves at the next requests whose `METHOD /path` contains a text. */
  failNext(fault: SimulatedFault, at: string, times?: number): void;
  close(): Promise<void>;
};

/** A provider's API over HTTP. Every exchange is held against the provider's published description, both ways. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const violations: string[] = [];
  const requests: string[] = [];
  const faults: { fault: SimulatedFault; at: string; times: number }[] = [];
  const answered = new Map<string, { hash: string; answer: SimulatedAnswer }>();

  function work(request: SimulatedRequest): SimulatedAnswer {
    const key = request.method === 'GET' ? undefined : options.keyOf(request.headers);
    if (!key) return options.handle(request);
    const hash = createHash('sha256').update(`${request.path}\n${request.body}`).digest('hex');
    const known = answered.get(key);
    if (known && known.hash !== hash && options.keyReused) return options.keyReused();
    if (known && options.onRepeat === 'replay') return known.answer;
    const answer = options.handle(request);
    answered.set(key, { hash, answer });
    return answer;
  }

  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', 'http://provider');
      const request: SimulatedRequest = {
        method: incoming.method ?? 'GET',
        path: url.pathname,
        query: url.searchParams,
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      const called = `${request.method} ${request.path}`;
      requests.push(called);
      const failing = faults.find(({ at, times }) => times > 0 && called.includes(at));
      if (failing) failing.times -= 1;
      const doesWork = !failing || failing.fault.endsWith('after-work');
      const done = doesWork ? work(request) : null;
      if (failing?.fault === 'no-answer-after-work') return;
      const answer = failing ? options.errorAnswer(failing.fault) : done!;
      const responseBody = answer.body === null ? '' : JSON.stringify(answer.body);
      violations.push(
        ...options.contract.violationsOf({
          method: request.method,
          url: incoming.url ?? '/',
          requestBody: request.body,
          status: answer.status,
          responseBody,
        }),
      );
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        'request-id': 'req_simulated',
      });
      response.end(responseBody);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    violations,
    requests,
    failNext: (fault, at, times = 1) => {
      faults.push({ fault, at, times });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
