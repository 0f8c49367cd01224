import { dirname } from 'node:path';
import { loadSecrets } from '../../../infra/local/src/secrets.ts';
import type { LedgerAccount } from '../../../subgraphs/payments/src/sandbox/ledger-report.ts';

/** The data folder of the shop under test. */
export function dataDirOfShop(): string {
  return dirname(dirname(process.env.SOUK_E2E_LOG!));
}

/** Makes the sandbox provider misbehave; nothing ends it. */
export async function misbehave(faults: object): Promise<void> {
  const { sandboxApiKey } = loadSecrets(dataDirOfShop());
  const response = await fetch(`${process.env.SOUK_E2E_SANDBOX}/v1/faults`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${sandboxApiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(faults),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
}

/** The provider's accounts of an order, asked over its public API as an auditor would. */
export async function ledgerOf(orderId: string): Promise<LedgerAccount[]> {
  return (await callSandbox('GET', `ledger?merchantReference=${orderId}`)).accounts;
}

/** The buyer complains at the bank. */
export async function openDispute(paymentId: string): Promise<void> {
  await callSandbox('POST', `payments/${paymentId}/disputes`, { reason: 'not_received' });
}

/** The bank sends the money of an order's refunds back, as where an account is closed. */
export async function bounceRefunds(orderId: string): Promise<void> {
  for (const { paymentId } of await ledgerOf(orderId)) {
    const { refunds } = await callSandbox('GET', `payments/${paymentId}`);
    for (const { id } of refunds) await callSandbox('POST', `payments/${paymentId}/refunds/${id}/bounce`, {});
  }
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
async function callSandbox(method: string, path: string, body?: object): Promise<any> {
  const { sandboxApiKey } = loadSecrets(dataDirOfShop());
  const response = await fetch(`${process.env.SOUK_E2E_SANDBOX}/v1/${path}`, {
    method,
    headers: { authorization: `Bearer ${sandboxApiKey}`, 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
    signal: AbortSignal.timeout(5_000),
  });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status}`);
  return response.json();
}
