import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@souk/shared/testing/wait-for';
import { freePort } from '../testing/free-port.ts';
import {
  callSandbox,
  startTestSandbox,
  type TestSandbox,
  testApiKey,
  testWebhookSecret,
} from '../testing/test-sandbox.ts';
import { isSignedWebhook } from './webhook-signature.ts';

let sandbox: TestSandbox;
let now = new Date();
beforeEach(async () => {
  now = new Date();
  sandbox = await startTestSandbox({ clock: () => now });
});
afterEach(() => sandbox.close());

const order = (token: string, more: object = {}) => ({
  amountMinor: 2_500,
  currency: 'EUR',
  token,
  merchantReference: 'ord_1',
  returnUrl: 'http://shop.example/orders/1',
  ...more,
});
const types = (): string[] => sandbox.received.map(({ body }) => JSON.parse(body).type);

test.each([
  ['tok_success', 'authorised', null],
  ['tok_declined', 'declined', 'card_declined'],
  ['tok_insufficient_funds', 'declined', 'insufficient_funds'],
  ['tok_requires_action', 'requires_action', null],
  ['tok_nobody_issued', 'declined', 'invalid_payment_method'],
])('the token %s leads to %s', async (token, status, declineCode) => {
  const created = await sandbox.call('POST', 'payments', order(token));
  expect(created).toMatchObject({ status: 200, body: { status, declineCode, amountMinor: 2_500 } });
  expect(await sandbox.call('GET', `payments/${created.body.id}`)).toMatchObject({ body: { status } });
});

test('a held answer is committed at once, and asking again with the same key answers it', async () => {
  const first = sandbox.call('POST', 'payments', order('tok_timeout_then_success'), 'held');
  let answered = false;
  void first.then(() => {
    answered = true;
  });
  const again = await waitFor(async () => {
    const { body } = await sandbox.call('GET', 'payments?idempotencyKey=held');
    return body.payments[0];
  });
  expect(again).toMatchObject({ status: 'authorised', merchantReference: 'ord_1' });
  const repeated = await sandbox.call('POST', 'payments', order('tok_timeout_then_success'), 'held');
  expect(repeated.body.id).toBe(again.id);
  expect(await sandbox.account('ord_1')).toMatchObject({ authorisations: 1, authorisedMinor: 2_500 });
  expect(answered).toBe(false);
  expect((await first).body.id).toBe(again.id);
});

test('a key works once, replays its answer, and is refused with another body', async () => {
  const twice = await Promise.all([
    sandbox.call('POST', 'payments', order('tok_success'), 'same'),
    sandbox.call('POST', 'payments', order('tok_success'), 'same'),
  ]);
  expect(twice[0]).toEqual(twice[1]);
  const other = await sandbox.call('POST', 'payments', order('tok_success', { amountMinor: 1 }), 'same');
  expect(other).toMatchObject({ status: 422, body: { error: { code: 'idempotency_key_reused' } } });
  const { body } = await sandbox.call('GET', 'ledger');
  expect(body.accounts).toHaveLength(1);
});

test('amounts are held to what was authorised and captured, in parallel too', async () => {
  const { body: payment } = await sandbox.call('POST', 'payments', order('tok_success'));
  expect(await sandbox.call('POST', `payments/${payment.id}/capture`, { amountMinor: 2_501 })).toMatchObject({
    status: 422,
    body: { error: { code: 'amount_exceeded' } },
  });
  expect(await sandbox.call('POST', `payments/${payment.id}/refunds`, { amountMinor: 1 })).toMatchObject({
    status: 409,
  });
  await sandbox.call('POST', `payments/${payment.id}/capture`, { amountMinor: 2_000 });
  expect(await sandbox.call('POST', `payments/${payment.id}/void`)).toMatchObject({ status: 409 });
  const refunds = await Promise.all(
    Array.from({ length: 10 }, () =>
      sandbox.call('POST', `payments/${payment.id}/refunds`, { amountMinor: 300 }),
    ),
  );
  expect(refunds.filter(({ status }) => status === 200)).toHaveLength(6);
  expect(await sandbox.account('ord_1')).toMatchObject({
    captures: 1,
    capturedMinor: 2_000,
    refunds: 6,
    refundedMinor: 1_800,
  });
});

test('an authorisation expires and can then be neither captured nor voided', async () => {
  const { body: payment } = await sandbox.call('POST', 'payments', order('tok_success'));
  now = new Date(now.getTime() + 3_600_001);
  const captured = await sandbox.call('POST', `payments/${payment.id}/capture`);
  expect(captured).toMatchObject({ status: 409, body: { error: { code: 'invalid_status' } } });
  expect(await sandbox.call('GET', `payments/${payment.id}`)).toMatchObject({ body: { status: 'expired' } });
  await waitFor(() => types().includes('payment.expired'));
});

test('webhooks are signed, and come again until they are taken', async () => {
  sandbox.answerWebhooksWith(500);
  await sandbox.call('POST', 'payments', order('tok_success'));
  await waitFor(() => sandbox.received.length >= 1);
  sandbox.answerWebhooksWith(200);
  now = new Date(now.getTime() + 60_000);
  await waitFor(() => sandbox.received.length >= 2);
  const { headers, body } = sandbox.received.at(-1)!;
  expect(
    isSignedWebhook(testWebhookSecret, String(headers['sandbox-signature']), Buffer.from(body), now),
  ).toBe(true);
  expect(sandbox.received[0]!.body).toBe(body);
  expect(JSON.parse(body)).toMatchObject({ type: 'payment.authorised', livemode: false });
});

describe('the payment page', () => {
  const submit = (url: string, fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

  test.each([
    ['approve', 'approved', 'payment.approved'],
    ['decline', 'declined', 'payment.declined'],
  ])('lets the buyer %s once and leads back to the shop', async (decision, status, type) => {
    const { body: payment } = await sandbox.call('POST', 'payments', order('tok_requires_action'));
    const page = await fetch(payment.actionUrl);
    const html = await page.text();
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(html).toContain('€25.00');
    const token = /name="token" value="([^"]+)"/.exec(html)![1]!;

    expect((await submit(payment.actionUrl, { decision, token: 'guessed' })).status).toBe(403);
    const answer = await submit(payment.actionUrl, { decision, token });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, 'http://shop.example/orders/1']);
    await submit(payment.actionUrl, { decision: 'approve', token });
    await submit(payment.actionUrl, { decision: 'decline', token });
    expect((await sandbox.call('GET', `payments/${payment.id}`)).body.status).toBe(status);
    await waitFor(() => types().includes(type));
  });

  test('shows what the merchant sent as text, never as markup', async () => {
    const description = '<script>alert(1)</script>';
    const { body: payment } = await sandbox.call(
      'POST',
      'payments',
      order('tok_requires_action', { description }),
    );
    const html = await (await fetch(payment.actionUrl)).text();
    expect(html).not.toContain('<script>');
  });

  test('is not there for a payment that does not exist', async () => {
    const page = await fetch(`${sandbox.url}/pay/spy_${'0'.repeat(26)}`);
    expect(page.status).toBe(404);
  });
});

test('an approved payment is authorised by confirming it, and only then', async () => {
  const { body: payment } = await sandbox.call('POST', 'payments', order('tok_requires_action'));
  expect((await sandbox.call('POST', `payments/${payment.id}/confirm`)).status).toBe(409);
  const token = /name="token" value="([^"]+)"/.exec(await (await fetch(payment.actionUrl)).text())![1]!;
  await fetch(payment.actionUrl, {
    method: 'POST',
    body: new URLSearchParams({ decision: 'approve', token }),
    redirect: 'manual',
  });
  expect((await sandbox.call('POST', `payments/${payment.id}/confirm`)).body.status).toBe('authorised');
  expect(await sandbox.account('ord_1')).toMatchObject({ authorisations: 1 });
});

test.each([
  [{ amountMinor: 0 }],
  [{ amountMinor: 1.5 }],
  [{ amountMinor: '1' }],
  [{ currency: 'eur' }],
  [{ returnUrl: 'javascript:alert(1)' }],
  [{ card: '4242' }],
])('a malformed payment %j is refused and nothing is written', async (fault) => {
  const refused = await sandbox.call('POST', 'payments', order('tok_success', fault));
  expect(refused).toMatchObject({ status: 400, body: { error: { code: 'invalid_request' } } });
  expect((await sandbox.call('GET', 'ledger')).body.accounts).toEqual([]);
});

test('nobody is answered without the API key', async () => {
  const response = await fetch(`${sandbox.url}/v1/ledger`, { headers: { authorization: 'Bearer other' } });
  expect(response.status).toBe(401);
});

describe('switched faults', () => {
  test('a 500 after success hides work that was done once', async () => {
    await sandbox.call('PUT', 'faults', { answers: 'error_after_success', seconds: 60 });
    expect((await sandbox.call('POST', 'payments', order('tok_success'), 'k')).status).toBe(500);
    await sandbox.call('PUT', 'faults', {});
    expect((await sandbox.call('POST', 'payments', order('tok_success'), 'k')).status).toBe(200);
    expect(await sandbox.account('ord_1')).toMatchObject({ authorisations: 1 });
  });

  test('a 429 means that nothing was done, and ends by itself', async () => {
    await sandbox.call('PUT', 'faults', { answers: 'rate_limit', seconds: 5 });
    expect((await sandbox.call('POST', 'payments', order('tok_success'))).status).toBe(429);
    now = new Date(now.getTime() + 5_000);
    expect((await sandbox.call('POST', 'payments', order('tok_success'))).status).toBe(200);
  });

  test('webhooks are withheld, then come; or come three times', async () => {
    await sandbox.call('PUT', 'faults', { webhooks: 'withhold' });
    await sandbox.call('POST', 'payments', order('tok_success'));
    await sandbox.call('PUT', 'faults', { webhooks: 'duplicate' });
    await waitFor(() => sandbox.received.length === 3);
    expect(new Set(sandbox.received.map(({ body }) => JSON.parse(body).id)).size).toBe(1);
  });
});

test('a real process loses nothing to kill -9, and delivers the webhooks that were due', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'souk-sandbox-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = () =>
    spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
      stdio: 'ignore',
      env: {
        PORT: String(port),
        LEDGER_FILE: join(folder, 'ledger.sqlite'),
        API_KEY: testApiKey,
        WEBHOOK_SECRET: testWebhookSecret,
        WEBHOOK_URL: sandbox.webhookUrl,
      },
    });
  const isUp = async () => (await fetch(`${url}/readyz`).catch(() => null))?.ok;
  let process_ = start();
  try {
    await waitFor(isUp, { what: 'the sandbox' });
    const answered: string[] = [];
    const load = Array.from({ length: 50 }, async (_, index) => {
      const { body } = await callSandbox(
        url,
        'POST',
        'payments',
        order('tok_success', { merchantReference: `ord_${index}` }),
      );
      const captured = await callSandbox(url, 'POST', `payments/${body.id}/capture`);
      if (captured.status === 200) answered.push(`ord_${index}`);
      if (answered.length === 20) process_.kill('SIGKILL');
    });
    await Promise.allSettled(load);
    expect(answered.length).toBeGreaterThanOrEqual(20);
    process_ = start();
    await waitFor(isUp, { what: 'the sandbox after its kill' });
    const { body } = await callSandbox(url, 'GET', 'ledger?limit=1000');
    const captured = body.accounts.filter((account: { captures: number }) => account.captures === 1);
    const references = captured.map((account: { merchantReference: string }) => account.merchantReference);
    expect(references).toEqual(expect.arrayContaining(answered));
    await waitFor(() => {
      const told = new Set(
        sandbox.received
          .map(({ body }) => JSON.parse(body))
          .filter(({ type }) => type === 'payment.captured')
          .map(({ data }) => data.payment.merchantReference),
      );
      return references.every((reference: string) => told.has(reference));
    });
  } finally {
    process_.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});
