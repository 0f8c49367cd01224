import { officeOrderPath, stockPath, type Template } from '../delivery/template.ts';
import { goodsName, orderNumber } from '../mail/staff-mails.ts';
import { cleanText } from '../wording/clean-text.ts';
import { formatMoney } from '../wording/language.ts';
import type { InAppText } from './in-app-texts.ts';

function aboutMoney(orderId: string, title: string, body: string): InAppText {
  return { title: cleanText(title), body: cleanText(body), link: officeOrderPath(orderId) };
}

export const disputeOpenedInApp: Template<'DisputeOpened', InAppText> = (dispute, { language }) => {
  const words = language.words.disputeOpened;
  const amount = formatMoney(language, dispute.disputedMinor, dispute.currency);
  return aboutMoney(dispute.orderId, words.subject(orderNumber(dispute), amount), words.preview);
};

export const disputeClosedInApp: Template<'DisputeClosed', InAppText> = (dispute, { language }) => {
  const words = language.words.disputeClosed[dispute.outcome];
  return aboutMoney(dispute.orderId, words.subject(orderNumber(dispute)), words.preview);
};

export const refundFailedInApp: Template<'PaymentRefundFailed', InAppText> = (refund, { language }) => {
  const words = language.words.refundFailed;
  const amount = formatMoney(language, refund.refundAmountMinor, refund.currency);
  return aboutMoney(refund.orderId, words.subject(orderNumber(refund), amount), words.preview);
};

export const stockLowInApp: Template<'StockLow', InAppText> = (stock, { language }) => {
  const words = language.words.stockLow;
  return {
    title: cleanText(words.subject(goodsName(stock), words.left(stock.available))),
    body: cleanText(words.preview(stock.threshold)),
    link: stockPath(stock),
  };
};
