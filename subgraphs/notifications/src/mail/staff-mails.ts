import type { DataOf, Setting, Template } from '../delivery/template.ts';
import { officeOrderPath, stockPath } from '../delivery/template.ts';
import { formatMoment, formatMoney } from '../wording/language.ts';
import type { Block, Fact, MailContent } from './mail-content.ts';

type AboutPayment = DataOf<'DisputeOpened' | 'DisputeClosed' | 'PaymentRefundFailed'>;
type Words = {
  readonly heading: string;
  readonly preview: string;
  readonly text: string;
  readonly todo: string;
};

/** A mail to those who run the shop about the money of an order: what happened, the figures, and what to do now. */
function paymentMail(
  about: AboutPayment,
  subject: (number: string) => string,
  { heading, preview, text, todo }: Words,
  facts: readonly Fact[],
  { language, storeUrl }: Setting,
): MailContent {
  const { staff, order } = language.words;
  const number = orderNumber(about);
  return {
    subject: subject(number),
    preview,
    why: staff.why,
    blocks: [
      { kind: 'heading', text: heading, above: order.number(number) },
      { kind: 'paragraph', text },
      {
        kind: 'facts',
        facts: [
          ...facts,
          { label: staff.provider, value: staff.providers[about.provider] },
          { label: staff.payment, value: about.paymentId },
        ],
      },
      { kind: 'notice', text: todo },
      { kind: 'button', label: staff.openOrder, url: storeUrl + officeOrderPath(about.orderId) },
    ],
  };
}

/** What people call the order; its id where an older event does not tell its number. */
export function orderNumber({ number, orderId }: AboutPayment): string {
  return number ?? orderId;
}

export const disputeOpenedMail: Template<'DisputeOpened', MailContent> = (dispute, setting) => {
  const { language } = setting;
  const { disputeOpened: words, staff } = language.words;
  const amount = formatMoney(language, dispute.disputedMinor, dispute.currency);
  const until = dispute.respondBy && formatMoment(language, dispute.respondBy);
  return paymentMail(
    dispute,
    (number) => words.subject(number, amount),
    { ...words, text: words.text(amount), todo: words.todo(staff.providers[dispute.provider], until) },
    [
      { label: staff.disputed, value: amount },
      { label: staff.reason, value: dispute.reason },
      ...(until ? [{ label: staff.respondBy, value: until }] : []),
    ],
    setting,
  );
};

export const disputeClosedMail: Template<'DisputeClosed', MailContent> = (dispute, setting) => {
  const { staff, ...words } = setting.language.words;
  const outcome = words.disputeClosed[dispute.outcome];
  const amount = formatMoney(setting.language, dispute.disputedMinor, dispute.currency);
  return paymentMail(
    dispute,
    outcome.subject,
    { ...outcome, text: outcome.text(amount) },
    [{ label: staff.disputed, value: amount }],
    setting,
  );
};

export const refundFailedMail: Template<'PaymentRefundFailed', MailContent> = (refund, setting) => {
  const { refundFailed: words, staff } = setting.language.words;
  const amount = formatMoney(setting.language, refund.refundAmountMinor, refund.currency);
  return paymentMail(
    refund,
    (number) => words.subject(number, amount),
    { ...words, text: words.text(amount), todo: words.todo(staff.providers[refund.provider]) },
    [
      { label: staff.refund, value: amount },
      { label: staff.reason, value: refund.failureCode },
      ...(refund.returnId ? [{ label: staff.forReturn, value: refund.returnId }] : []),
    ],
    setting,
  );
};

export const stockLowMail: Template<'StockLow', MailContent> = (stock, { language, storeUrl }) => {
  const { stockLow: words, staff } = language.words;
  const name = goodsName(stock);
  const left = words.left(stock.available);
  return {
    subject: words.subject(name, left),
    preview: words.preview(stock.threshold),
    why: words.why,
    blocks: [
      { kind: 'heading', text: words.heading(stock.available), above: stock.sku },
      { kind: 'paragraph', text: words.text(name, left) },
      {
        kind: 'facts',
        facts: [
          { label: staff.available, value: String(stock.available) },
          { label: staff.threshold, value: String(stock.threshold) },
        ],
      } satisfies Block,
      { kind: 'button', label: words.action, url: storeUrl + stockPath(stock) },
    ],
  };
};

/** What people call goods; their SKU where an older event does not tell it. */
export function goodsName({ title, variantTitle, sku }: DataOf<'StockLow'>): string {
  if (!title) return sku;
  return variantTitle && variantTitle !== title ? `${title}, ${variantTitle}` : title;
}
