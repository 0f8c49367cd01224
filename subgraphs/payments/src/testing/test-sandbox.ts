import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testLogger } from '@souk/shared/testing/test-logger';
import type { LedgerAccount } from '../sandbox/ledger-report.ts';
import { type SandboxOptions, startSandbox } from '../sandbox/sandbox.ts';

export const testApiKey = 'sandbox-api-key-for-tests';
export const testWebhookSecret = 'sandbox-webhook-secret-for-tests';

export type ReceivedWebhook = { readonly headers: IncomingMessage['headers']; readonly body: string };

export type TestSandbox = {
  readonly url: string;
  /** Where its webhooks arrive. */
  readonly webhookUrl: string;
  /** Webhooks that arrived here, in order, repeats included. */
  readonly received: ReceivedWebhook[];
  /** What the receiver answers: a status, from now on. */
  answerWebhooksWith(status: number): void;
  /** Sends webhooks on to another URL, and answers what that answers. */
  forwardWebhooksTo(url: string | null): void;
  /** Calls the API. The key defaults to a new one each time. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
  call(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: any }>;
  account(merchantReference: string): Promise<LedgerAccount | undefined>;
  restart(): Promise<void>;
  close(): Promise<void>;
};

let keys = 0;

/** A real sandbox on a port and a file of its own, with a receiver for its webhooks. */
export async function startTestSandbox(settings: Partial<SandboxOptions> = {}): Promise<TestSandbox> {
  const folder = mkdtempSync(join(tmpdir(), 'souk-sandbox-'));
  const ledgerFile = join(folder, 'ledger.sqlite');
  const received: ReceivedWebhook[] = [];
  let status = 200;
  let forwardTo: string | null = null;
  const receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', async () => {
      const body = Buffer.concat(chunks).toString('utf8');
      received.push({ headers: request.headers, body });
      const answered = forwardTo ? await forward(forwardTo, request.headers, body) : status;
      response.writeHead(answered).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const webhookUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const start = () =>
    startSandbox({
      host: '127.0.0.1',
      port: 0,
      ledgerFile,
      apiKey: testApiKey,
      webhookUrl,
      webhookSecret: testWebhookSecret,
      holdAnswerMs: 4_000,
      authorisationTtlMs: 3_600_000,
      actionTtlMs: 3_600_000,
      webhookDelayMs: 0,
      clock: () => new Date(),
      logger: testLogger,
      ...settings,
    });
  let sandbox = await start();

  const test: TestSandbox = {
    get url() {
      return `http://127.0.0.1:${sandbox.port}`;
    },
    webhookUrl,
    received,
    answerWebhooksWith: (next) => {
      status = next;
    },
    forwardWebhooksTo: (url) => {
      forwardTo = url;
    },
    call: (method, path, body, key) => callSandbox(test.url, method, path, body, key),
    async account(merchantReference) {
      const { body } = await test.call('GET', `ledger?merchantReference=${merchantReference}`);
      return body.accounts[0];
    },
    async restart() {
      await sandbox.stop();
      sandbox = await start();
    },
    async close() {
      await sandbox.stop();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return test;
}

/** Calls the API of a sandbox as a merchant would. */
export async function callSandbox(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  key = `key-${++keys}`,
  // biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
): Promise<{ status: number; body: any }> {
  const response = await fetch(`${url}/v1/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${testApiKey}`,
      'content-type': 'application/json',
      'idempotency-key': key,
    },
    signal: AbortSignal.timeout(8_000),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

async function forward(url: string, headers: IncomingMessage['headers'], body: string): Promise<number> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'sandbox-signature': String(headers['sandbox-signature']) },
    body,
  }).catch(() => null);
  await response?.body?.cancel();
  return response?.status ?? 502;
}
