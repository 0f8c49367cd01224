import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** Somebody who may see an invoice gets a link to it that is good for so long, whoever opens it. */
const lifetimeMs = 10 * 60_000;

export type InvoiceLinks = {
  /** A token that stands for an invoice for a while. */
  sign(invoiceId: string, now: Date): string;
  /** The invoice that a token stands for; null where it is not one of ours or has expired. */
  verify(token: string, now: Date): string | null;
};

/** Makes and reads tokens `id.expiry.signature`; the key is derived for this one use. */
export function createInvoiceLinks(secret: string): InvoiceLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'invoice-links', 32));
  const signatureOf = (content: string): Buffer => createHmac('sha256', key).update(content).digest();
  return {
    sign(invoiceId, now) {
      const content = `${invoiceId}.${(now.getTime() + lifetimeMs).toString(36)}`;
      return `${content}.${signatureOf(content).toString('base64url')}`;
    },
    verify(token, now) {
      const [invoiceId, expiry, signature, ...rest] = token.split('.');
      if (!invoiceId || !expiry || !signature || rest.length > 0) return null;
      const given = Buffer.from(signature, 'base64url');
      const right = signatureOf(`${invoiceId}.${expiry}`);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
      return Number.parseInt(expiry, 36) > now.getTime() ? invoiceId : null;
    },
  };
}
