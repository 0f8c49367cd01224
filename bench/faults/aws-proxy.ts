import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What befalls the calls to SNS and SQS. `lose-answers`: they are carried out, and every other caller never learns. */
export type AwsTrouble = 'none' | 'refuse' | 'hang' | 'unavailable' | 'lose-answers';

export type AwsProxy = {
  readonly url: string;
  trouble(kind: AwsTrouble): void;
  /** Calls that met trouble so far. */
  troubled(): number;
  close(): Promise<void>;
};

/** Stands between the services and SNS/SQS and makes trouble on demand. */
export async function startAwsProxy(target: string): Promise<AwsProxy> {
  const agent = new Agent({ keepAlive: true });
  let kind: AwsTrouble = 'none';
  let calls = 0;
  let troubled = 0;

  const server = createServer((incoming, response) => {
    calls += 1;
    const lost = kind === 'lose-answers' && calls % 2 === 0 && incoming.headers['content-length'] !== '0';
    if (kind !== 'none' && (kind !== 'lose-answers' || lost)) troubled += 1;
    if (kind === 'refuse') incoming.socket.destroy();
    else if (kind === 'unavailable') response.writeHead(503).end();
    else if (kind !== 'hang') forward(incoming, response, lost);
  });

  function forward(incoming: IncomingMessage, response: ServerResponse, loseAnswer: boolean): void {
    const { method, url = '/', headers } = incoming;
    const outgoing = request(new URL(url, target), { method, headers, agent }, (answer) => {
      if (loseAnswer) {
        answer.resume();
        incoming.socket.destroy();
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    outgoing.on('error', () => incoming.socket.destroy());
    response.on('close', () => {
      if (!response.writableFinished && !loseAnswer) outgoing.destroy();
    });
    incoming.pipe(outgoing);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trouble(next) {
      kind = next;
      // Calls that hang are let go, as a network that comes back does.
      if (next !== 'hang') server.closeAllConnections();
    },
    troubled: () => troubled,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
