import type { Template } from '../delivery/template.ts';
import { formatMoment, formatMoney } from '../wording/language.ts';
import type { MailContent } from './mail-content.ts';
import { orderButton } from './order-blocks.ts';

export const paymentActionRequiredMail: Template<'PaymentActionRequired', MailContent> = (
  payment,
  setting,
) => {
  const { paymentActionRequired: words, order: common } = setting.language.words;
  const amount = formatMoney(setting.language, payment.amountMinor, payment.currency);
  return {
    subject: words.subject(payment.number),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(payment.number) },
      { kind: 'paragraph', text: words.text(amount) },
      { kind: 'notice', text: words.until(formatMoment(setting.language, payment.expiresAt)) },
      { kind: 'button', label: words.action, url: payment.actionUrl },
    ],
  };
};

export const paymentRefundedMail: Template<'PaymentRefunded', MailContent> = (refund, setting) => {
  const { paymentRefunded: words, order: common } = setting.language.words;
  const amount = formatMoney(setting.language, refund.amountMinor, refund.currency);
  const total = formatMoney(setting.language, refund.refundedTotalMinor, refund.currency);
  return {
    subject: words.subject(refund.number, amount),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(refund.number) },
      { kind: 'paragraph', text: words.text(amount) },
      {
        kind: 'amounts',
        amounts: [
          { label: words.amount, amount, strong: true },
          ...(total === amount ? [] : [{ label: words.refundedTotal, amount: total }]),
        ],
      },
      orderButton(refund.orderId, setting),
    ],
  };
};
