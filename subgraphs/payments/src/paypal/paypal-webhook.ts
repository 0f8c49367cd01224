import { verify } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { WebhookClaim, WebhookEvent, WebhookReading } from '../provider/payment-provider.ts';
import {
  CertificateRefused,
  type CertificateSource,
  CertificateUnavailable,
  certificateUrl,
  signsLive,
} from './paypal-certificate.ts';
import {
  authorisationSchema,
  captureSchema,
  disputeSchema,
  orderSchema,
  refundSchema,
  toProviderPayment,
  toProviderRefund,
} from './paypal-objects.ts';

export type PayPalWebhookOptions = {
  readonly webhookId: string;
  readonly certificates: CertificateSource;
  /** Where certificates may be; PayPal's own hosts, if absent. */
  readonly certificateHosts?: readonly string[] | undefined;
};

const toleranceMs = 300_000;

const headersSchema = z.object({
  'paypal-transmission-id': z.string().min(1).max(100),
  'paypal-transmission-time': z.iso.datetime({ offset: true }).max(40),
  'paypal-transmission-sig': z.base64().max(2_000),
  'paypal-cert-url': z.string().max(500),
  'paypal-auth-algo': z.literal('SHA256withRSA'),
});

const eventSchema = z.object({
  id: z.string().min(1).max(255),
  event_type: z.string().max(100),
  resource: z.record(z.string(), z.unknown()),
});

/**
 * Reads a webhook of PayPal, without asking PayPal: the signature is RSA-SHA256 over transmission id, time, our
 * webhook's id and the CRC-32 of the raw bytes; the certificate comes from PayPal's own hosts only and is checked up to
 * a trusted root. Source: https://developer.paypal.com/api/rest/webhooks/rest/#link-selfverificationmethod
 */
export async function readPayPalWebhook(
  options: PayPalWebhookOptions,
  headers: IncomingHttpHeaders,
  body: Buffer,
  now: Date,
): Promise<WebhookReading> {
  const given = headersSchema.safeParse(headers).data;
  if (!given) return refused('the headers are not those of PayPal');
  const sentAt = Date.parse(given['paypal-transmission-time']);
  if (Math.abs(now.getTime() - sentAt) > toleranceMs) return refused('the signature is too old or too new');
  const url = certificateUrl(given['paypal-cert-url'], options.certificateHosts);
  if (!url) return refused('the certificate is not at PayPal');
  let livemode: boolean;
  try {
    const signer = await options.certificates.signer(url, now);
    const signed = [
      given['paypal-transmission-id'],
      given['paypal-transmission-time'],
      options.webhookId,
      crc32(body),
    ].join('|');
    const signature = Buffer.from(given['paypal-transmission-sig'], 'base64');
    if (!verify('RSA-SHA256', Buffer.from(signed), signer.publicKey, signature)) {
      return refused('the signature is not acceptable');
    }
    // PayPal's events carry no mode; who signed them does.
    livemode = signsLive(signer);
  } catch (error) {
    if (error instanceof CertificateRefused) return refused(error.message);
    if (error instanceof CertificateUnavailable) return { kind: 'unavailable', reason: error.message };
    throw error;
  }
  const event = eventSchema.safeParse(parseJson(body)).data;
  if (!event) return refused('the body is not an event');
  const read = readResource(event.event_type, event.resource);
  if (read === 'ignored') return { kind: 'ignored' };
  if (!read) return refused('the body is not an event');
  const { id: eventId, event_type: type } = event;
  return { kind: 'event', event: { eventId, type, livemode, ...read } };
}

type Read = Pick<WebhookEvent, 'paymentId' | 'captureId' | 'merchantReference' | 'claim'>;

function readResource(type: string, resource: Record<string, unknown>): Read | 'ignored' | null {
  if (type.startsWith('CHECKOUT.ORDER.')) return readOrder(resource);
  if (type.startsWith('PAYMENT.AUTHORIZATION.')) return readAuthorisation(resource);
  // A refund is told as an event of the capture, with the refund as its resource.
  if (type.startsWith('PAYMENT.CAPTURE.REFUNDED') || type.startsWith('PAYMENT.CAPTURE.REVERSED')) {
    return readRefund(resource);
  }
  if (type.startsWith('PAYMENT.REFUND.')) return readRefund(resource);
  if (type.startsWith('PAYMENT.CAPTURE.')) return readCapture(resource);
  if (type.startsWith('CUSTOMER.DISPUTE.')) return readDispute(resource);
  return 'ignored';
}

function readOrder(resource: Record<string, unknown>): Read | null {
  const order = orderSchema.safeParse(resource).data;
  const payment = order && toProviderPayment(order, []);
  if (!payment) return null;
  const { status, amountMinor, currency, capturedMinor, refundedMinor, merchantReference } = payment;
  return {
    paymentId: payment.ids.paymentId,
    captureId: null,
    merchantReference: merchantReference || null,
    claim: { about: 'payment', status, amountMinor, currency, capturedMinor, refundedMinor },
  };
}

function readAuthorisation(resource: Record<string, unknown>): Read | null {
  const authorisation = authorisationSchema.safeParse(resource).data;
  if (!authorisation?.amount) return null;
  const { status } = authorisation;
  const standing =
    status === 'VOIDED' || status === 'EXPIRED' ? 'voided' : status === 'DENIED' ? 'declined' : 'authorised';
  const claim: WebhookClaim = {
    about: 'payment',
    status: standing,
    ...authorisation.amount,
    capturedMinor: 0,
    refundedMinor: 0,
  };
  return { ...namesOf(authorisation, null), claim };
}

function readCapture(resource: Record<string, unknown>): Read | null {
  const capture = captureSchema.safeParse(resource).data;
  if (!capture?.amount) return null;
  const isTaken = capture.status === 'COMPLETED';
  const claim: WebhookClaim = {
    about: 'payment',
    status: isTaken ? 'captured' : 'authorised',
    ...capture.amount,
    capturedMinor: isTaken ? capture.amount.amountMinor : 0,
    refundedMinor: 0,
  };
  return { ...namesOf(capture, capture.id), claim };
}

function readRefund(resource: Record<string, unknown>): Read | 'ignored' | null {
  const refund = refundSchema.safeParse(resource).data;
  if (!refund) return null;
  const capture =
    refund.links
      ?.find(({ rel }) => rel === 'up')
      ?.href.split('/')
      .at(-1) ?? null;
  const names = namesOf(refund, capture);
  if (!names.paymentId && !names.captureId && !names.merchantReference) return 'ignored';
  return { ...names, claim: { about: 'refund', status: toProviderRefund(refund).status } };
}

function readDispute(resource: Record<string, unknown>): Read | 'ignored' | null {
  const dispute = disputeSchema.safeParse(resource).data;
  if (!dispute) return null;
  const [transaction] = dispute.disputed_transactions ?? [];
  const captureId = transaction?.seller_transaction_id ?? null;
  const merchantReference = transaction?.custom ?? null;
  if (!captureId && !merchantReference) return 'ignored';
  return { paymentId: null, captureId, merchantReference, claim: { about: 'dispute' } };
}

function namesOf(
  resource: z.infer<typeof authorisationSchema>,
  captureId: string | null,
): Omit<Read, 'claim'> {
  return {
    paymentId: resource.supplementary_data?.related_ids?.order_id ?? null,
    captureId,
    merchantReference: resource.custom_id ?? null,
  };
}

function refused(reason: string): WebhookReading {
  return { kind: 'refused', reason };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
