import { createTransport } from 'nodemailer';
import { type Carrier, Undeliverable } from '../delivery/carrier.ts';
import type { DueDelivery } from '../delivery/delivery.repository.ts';
import { messageKey } from '../delivery/message-key.ts';
import { routesOf, subjectOf } from '../delivery/routes.ts';
import { cleanText } from '../wording/clean-text.ts';
import { languageFor } from '../wording/language.ts';
import { renderMailHtml } from './mail-html.ts';
import { renderMailText } from './mail-text.ts';

export type MailCarrierOptions = {
  readonly smtpUrl: string;
  /** As in From: `Souk <orders@souk.example>`. */
  readonly from: string;
  readonly storeUrl: string;
  /** Connections to the mail server at most. */
  readonly connections?: number;
};

const deadlineMs = 20_000;
const deadlines = {
  dnsTimeout: 5_000,
  connectionTimeout: 5_000,
  greetingTimeout: 5_000,
  socketTimeout: 10_000,
} as const;

/** One plain address. Anything that a mail server could read as two, or as a header, is none. */
const plainAddress = /^[^\s<>()[\]\\,;:"@]{1,64}@[^\s<>()[\]\\,;:"@]{1,255}$/u;

/** Sends mails over SMTP. Repeated tries of a message carry the same Message-ID. */
export function createMailCarrier(options: MailCarrierOptions): Carrier {
  const transport = createTransport({
    ...smtpSettings(options.smtpUrl),
    ...deadlines,
    pool: true,
    maxConnections: options.connections ?? 5,
    maxMessages: 500,
    // A message that was perhaps taken is repeated by the schedule of retries, not in here without a trace.
    maxRequeues: 0,
    idleTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = parseFrom(options.from);

  return {
    async send(delivery) {
      if (!plainAddress.test(delivery.recipient)) throw new Undeliverable('not a mail address');
      const mail = composeMail(delivery, options.storeUrl);
      // Not AbortSignal.timeout, which fires for every mail, however long ago that was sent.
      const deadline = new AbortController();
      const timer = setTimeout(() => deadline.abort(), deadlineMs);
      try {
        await transport.sendMail({
          from,
          to: { name: '', address: delivery.recipient },
          envelope: { from: from.address, to: [delivery.recipient] },
          messageId: `<${messageKey(delivery)}@${from.address.split('@')[1]}>`,
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          // Quoted-printable is no shorter for our markup, and took half of what a mail costs at either end.
          textEncoding: 'base64',
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'X-Souk-Topic': delivery.topic,
            ...unsubscribeHeaders(delivery, options.storeUrl),
          },
          signal: deadline.signal,
        });
      } catch (error) {
        throw isFinal(error) ? new Undeliverable((error as Error).message, { cause: error }) : error;
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => transport.close(),
  };
}

/** Subject, text and HTML of a delivery, written from its event. */
export function composeMail(
  delivery: Pick<DueDelivery, 'event' | 'locale' | 'unsubscribeToken'>,
  storeUrl: string,
): { subject: string; text: string; html: string } {
  const { event, unsubscribeToken } = delivery;
  const route = routesOf(event).find((candidate) => candidate.channel === 'EMAIL');
  if (route?.channel !== 'EMAIL') throw new Undeliverable(`no mail is written for ${event.type}`);
  const language = languageFor(delivery.locale ?? subjectOf(event).locale);
  const content = route.template(event.data, { language, storeUrl });
  const { words } = language;
  const footer = [content.why ?? words.noReply];
  const wayOut = unsubscribeToken
    ? { label: words.unsubscribe, url: `${storeUrl}/unsubscribe?token=${unsubscribeToken}` }
    : null;
  return {
    subject: cleanText(content.subject),
    text: renderMailText(content, [
      `${words.shop} · ${storeUrl}`,
      ...footer,
      ...(wayOut ? [`${wayOut.label}: ${wayOut.url}`] : []),
    ]),
    html: renderMailHtml(content, {
      languageTag: language.tag,
      shop: words.shop,
      tagline: words.tagline,
      footer,
      wayOut,
      storeUrl,
    }),
  };
}

/** What mail programs show as a button to unsubscribe: one click, no page (RFC 8058). */
function unsubscribeHeaders(
  { unsubscribeToken }: Pick<DueDelivery, 'unsubscribeToken'>,
  storeUrl: string,
): Record<string, string> {
  if (unsubscribeToken === null) return {};
  return {
    'List-Unsubscribe': `<${storeUrl}/api/unsubscribe?token=${unsubscribeToken}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  };
}

/** Whether the mail server refused this recipient or this message for good. A refused sender is our own mistake. */
function isFinal(error: unknown): boolean {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  const aboutMessage = command === 'RCPT TO' || command === 'DATA';
  return aboutMessage && responseCode !== undefined && responseCode >= 500 && responseCode < 600;
}

function smtpSettings(smtpUrl: string): {
  host: string;
  port: number;
  secure: boolean;
  auth?: { user: string; pass: string };
} {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    ...(url.username
      ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }
      : {}),
  };
}

function parseFrom(from: string): { name: string; address: string } {
  const parts = /^(.*) <(.+)>$/.exec(from);
  if (!parts) throw new TypeError(`not a sender such as "Souk <orders@souk.example>": ${from}`);
  return { name: parts[1]!, address: parts[2]! };
}
