import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { SandboxPayment } from './sandbox-payment.ts';

const style = `
:root{color-scheme:light dark;--ink:#1b1d2a;--soft:#5d6175;--paper:#fff;--back:#eef0f7;--line:#dfe2ee;--brand:#4338ca;--brand-ink:#fff;--note:#fff7e0;--note-ink:#6b4e00}
@media (prefers-color-scheme:dark){:root{--ink:#f1f2f8;--soft:#a9adc2;--paper:#1c1e2b;--back:#12131c;--line:#34374b;--brand:#818cf8;--brand-ink:#12131c;--note:#3a2f0b;--note-ink:#ffe3a1}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1rem;background:var(--back);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
main{width:100%;max-width:26rem;background:var(--paper);border:1px solid var(--line);border-radius:1rem;overflow:hidden;box-shadow:0 1rem 3rem rgb(20 20 60/.12)}
header{display:flex;align-items:center;gap:.6rem;padding:1rem 1.5rem;border-bottom:1px solid var(--line);font-weight:650}
header svg{color:var(--brand)}
.note{margin:0;padding:.6rem 1.5rem;background:var(--note);color:var(--note-ink);font-size:.875rem}
section{padding:1.5rem}
h1{margin:0 0 .25rem;font-size:1.125rem}
p{margin:0 0 1rem;color:var(--soft)}
.amount{margin:0 0 1.25rem;color:var(--ink);font-size:2.25rem;font-weight:700;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:auto 1fr;gap:.35rem 1rem;margin:0 0 1.5rem;padding:1rem 0;border-block:1px solid var(--line);font-size:.9375rem}
dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}
form{display:grid;gap:.75rem}
button,.button{display:block;width:100%;padding:.8rem 1rem;border:1px solid var(--line);border-radius:.6rem;background:transparent;color:var(--ink);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.approve{border-color:var(--brand);background:var(--brand);color:var(--brand-ink)}
button:hover,.button:hover{filter:brightness(1.08)}
button:focus-visible,.button:focus-visible{outline:3px solid var(--brand);outline-offset:2px}
`;
const styleHash = createHash('sha256').update(style).digest('base64');

const shield =
  '<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true"><path d="M12 3l7 3v5c0 4.5-3 8-7 10-4-2-7-5.5-7-10V6z"/><path d="M9 12l2 2 4-4"/></svg>';

/** Sends the page on which a buyer approves or declines a payment, or sees what became of it. */
export function sendPaymentPage(
  response: ServerResponse,
  status: number,
  payment: SandboxPayment | null,
): void {
  const content = !payment
    ? '<h1>No such payment</h1><p>The address is not complete, or the payment is long gone.</p>'
    : payment.status === 'requires_action'
      ? question(payment)
      : outcome(payment);
  const returnOrigin = payment?.return_url ? ` ${new URL(payment.return_url).origin}` : '';
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // A form's redirect is checked against form-action too, so the shop it leads back to is named.
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'${returnOrigin}; frame-ancestors 'none'; base-uri 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>Demo payment</title><style>${style}</style></head><body><main>
<header>${shield}Sandbox Pay</header>
<p class="note" role="note">Demo provider: no real money moves here, and no card is asked for.</p>
<section>${content}</section></main></body></html>`);
}

function question(payment: SandboxPayment): string {
  return `<h1>Confirm your payment</h1><p>Your bank would ask you to confirm it. Here you are the bank.</p>
${summary(payment)}
<form method="post" action="/pay/${payment.id}">
<input type="hidden" name="token" value="${escapeHtml(payment.action_token ?? '')}">
<button class="approve" name="decision" value="approve">Approve payment</button>
<button name="decision" value="decline">Decline</button></form>`;
}

function outcome(payment: SandboxPayment): string {
  const texts: Record<string, string> = {
    declined: 'This payment was declined',
    voided: 'This payment was cancelled',
    expired: 'This payment has expired',
  };
  const link = payment.return_url
    ? `<a class="button approve" href="${escapeHtml(payment.return_url)}">Back to the shop</a>`
    : '';
  return `<h1>${texts[payment.status] ?? 'This payment was approved'}</h1><p>There is nothing left to do here.</p>
${summary(payment)}${link}`;
}

function summary(payment: SandboxPayment): string {
  return `<p class="amount">${escapeHtml(formatAmount(payment.amount_minor, payment.currency))}</p>
<dl><dt>For</dt><dd>${escapeHtml(payment.description ?? payment.merchant_reference)}</dd>
<dt>Reference</dt><dd>${escapeHtml(payment.id)}</dd></dl>`;
}

function formatAmount(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amountMinor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
