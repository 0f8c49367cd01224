import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Route, readBody, sendJson } from '@souk/shared/http';
import { currencySchema } from '@souk/shared/money';
import { z } from 'zod';
import { type Faults, faultsSchema } from './faults.ts';
import { answerOnce } from './idempotent-request.ts';
import type { Ledger } from './ledger.ts';
import type { LedgerFile } from './ledger-file.ts';
import { reportLedger } from './ledger-report.ts';
import { SandboxError } from './sandbox-payment.ts';
import { behaviourOf } from './test-tokens.ts';

export type ApiDeps = {
  readonly file: LedgerFile;
  readonly ledger: Ledger;
  readonly faults: Faults;
  readonly apiKey: string;
  readonly clock: () => Date;
  /** How long tok_timeout_then_success keeps its caller waiting. */
  readonly holdAnswerMs: number;
};

const bodyLimitBytes = 64 * 1024;
const amountMinor = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
const text = z.string().trim().min(1).max(255);
const newPayment = z.strictObject({
  amountMinor,
  currency: currencySchema,
  token: text,
  merchantReference: text,
  description: text.optional(),
  returnUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  customer: text.optional(),
  keepMethod: z.boolean().optional(),
});
const bankBodies = {
  bounce: z.strictObject({}),
  dispute: z.strictObject({ amountMinor: amountMinor.optional(), reason: text.optional() }),
  decision: z.strictObject({ outcome: z.enum(['won', 'lost']) }),
} as const;
const actionBodies = {
  confirm: z.strictObject({}),
  capture: z.strictObject({ amountMinor: amountMinor.optional() }),
  void: z.strictObject({}),
  refunds: z.strictObject({ amountMinor }),
} as const;
const idempotencyKey = z.string().min(1).max(255);
const ledgerQuery = z.object({
  merchantReference: text.optional(),
  updatedSince: z.coerce.date().optional(),
  after: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/)
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

/** Answers everything under /v1: `Authorization: Bearer <API key>` is asked for, amounts are whole minor units. */
export function createApi(deps: ApiDeps): Route {
  const { file, ledger, faults } = deps;
  const keyDigest = digestOf(deps.apiKey);

  return async (request, response) => {
    try {
      if (!isAuthorised(request, keyDigest)) {
        throw new SandboxError(401, 'unauthorised', 'Send the API key as a bearer token.');
      }
      await answer(request, response);
    } catch (error) {
      if (!(error instanceof SandboxError)) throw error;
      sendJson(response, error.status, { error: { code: error.code, message: error.message } });
    }
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://sandbox');
    const parameters = Object.fromEntries(url.searchParams);
    const [, , collection, id, action, partId, ...rest] = url.pathname.split('/');
    const path = [request.method, collection, id && ':id', action, partId && ':id', ...rest].join(' ').trim();
    switch (path) {
      case 'GET ledger':
        return sendJson(response, 200, reportLedger(file, parse(ledgerQuery, parameters)));
      case 'GET faults':
        return sendJson(response, 200, faults.current());
      case 'PUT faults':
        faults.set(parse(faultsSchema, await readJson(request)));
        return sendJson(response, 200, faults.current());
    }
    if (faults.current().answers === 'rate_limit') {
      response.setHeader('retry-after', '1');
      throw new SandboxError(429, 'rate_limited', 'Too many requests.');
    }
    if (faults.current().answers === 'error') {
      throw new SandboxError(500, 'internal_error', 'Something went wrong.');
    }
    switch (path) {
      case 'GET payments':
        return sendJson(response, 200, { payments: ledger.findBy(parameters) });
      case 'GET payments :id':
        return sendJson(response, 200, ledger.retrieve(id!));
      case 'POST payments': {
        const input = parse(newPayment, await readJson(request));
        return commit(request, response, [path, input], () => ledger.create(input), input.token);
      }
      case 'POST payments :id confirm':
        parse(actionBodies.confirm, await readJson(request));
        return commit(request, response, [path, id], () => ledger.confirm(id!));
      case 'POST payments :id capture': {
        const input = parse(actionBodies.capture, await readJson(request));
        return commit(request, response, [path, id, input], () => ledger.capture(id!, input.amountMinor));
      }
      case 'POST payments :id void':
        parse(actionBodies.void, await readJson(request));
        return commit(request, response, [path, id], () => ledger.void(id!));
      case 'POST payments :id refunds': {
        const input = parse(actionBodies.refunds, await readJson(request));
        return commit(request, response, [path, id, input], () => ledger.refund(id!, input.amountMinor));
      }
      case 'DELETE methods :id':
        return sendJson(response, 200, ledger.forgetMethod(id!));
      // What a bank does of its own accord; here a test or a curious person does it.
      case 'POST payments :id refunds :id bounce':
        parse(bankBodies.bounce, await readJson(request));
        return sendJson(response, 200, ledger.bounceRefund(id!, partId!));
      case 'POST payments :id disputes': {
        const input = parse(bankBodies.dispute, await readJson(request));
        return sendJson(response, 200, ledger.openDispute(id!, input.amountMinor, input.reason));
      }
      case 'POST disputes :id close': {
        const { outcome } = parse(bankBodies.decision, await readJson(request));
        return sendJson(response, 200, ledger.closeDispute(id!, outcome));
      }
    }
    throw new SandboxError(404, 'not_found', 'There is nothing at this path.');
  }

  /** Does the work once per key, then answers, or misbehaves as the token or a test asks. */
  async function commit(
    request: IncomingMessage,
    response: ServerResponse,
    asked: unknown,
    work: () => Record<string, unknown>,
    token?: string,
  ): Promise<void> {
    const key = parse(idempotencyKey, request.headers['idempotency-key'], 'Idempotency-Key');
    const done = await answerOnce(file, key, asked, deps.clock(), work);
    if (faults.current().answers === 'error_after_success') {
      throw new SandboxError(500, 'internal_error', 'Something went wrong; the request may have been done.');
    }
    if (faults.current().answers === 'no_answer_after_success') await hold(response, deps.holdAnswerMs);
    if (!done.replayed && token && behaviourOf(token).kind === 'authorise-and-hold-answer') {
      await hold(response, deps.holdAnswerMs);
    }
    if (done.replayed) response.setHeader('idempotent-replayed', 'true');
    sendJson(response, 200, done.answer);
  }
}

/** Waits, unless the caller goes away first. */
function hold(response: ServerResponse, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function isAuthorised(request: IncomingMessage, keyDigest: Buffer): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(digestOf(given), keyDigest);
}

function digestOf(key: string): Buffer {
  return hash('sha256', key, 'buffer');
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const body = (await readBody(request, bodyLimitBytes)).toString('utf8');
  try {
    return body === '' ? {} : JSON.parse(body);
  } catch {
    throw new SandboxError(400, 'invalid_request', 'The body is not JSON.');
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, name = ''): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faultList = parsed.error.issues.map((issue) => `${issue.path.join('.') || name}: ${issue.message}`);
  throw new SandboxError(400, 'invalid_request', faultList.join('; '));
}
