import { type DataOf, orderPath, productPath, type Setting, type Template } from '../delivery/template.ts';
import { cleanText } from '../wording/clean-text.ts';
import { formatMoney } from '../wording/language.ts';

/** A message in the store's own inbox, as written. `link` is a path in the store. */
export type InAppText = { readonly title: string; readonly body: string; readonly link: string | null };

function aboutOrder(orderId: string, title: string, body: string): InAppText {
  return { title: cleanText(title), body: cleanText(body), link: orderPath(orderId) };
}

/** The first thing bought and how many more: `Desk lamp and 2 more items`. */
function itemsInWords(order: DataOf<'OrderPlaced'>, { language }: Setting): string {
  const [first, ...others] = order.lines;
  return others.length === 0
    ? first!.title
    : `${first!.title} ${language.words.order.moreItems(others.length)}`;
}

export const orderConfirmedInApp: Template<'OrderConfirmed', InAppText> = (order, setting) => {
  const words = setting.language.words.orderConfirmed;
  const total = formatMoney(setting.language, order.totals.totalMinor, order.currency);
  return aboutOrder(
    order.orderId,
    words.title(order.number),
    words.body(itemsInWords(order, setting), total),
  );
};

export const orderCancelledInApp: Template<'OrderCancelled', InAppText> = (order, { language }) => {
  const words = language.words.orderCancelled;
  return aboutOrder(order.orderId, words.title(order.number), words.reasons[order.reason]);
};

export const orderFulfilledInApp: Template<'OrderFulfilled', InAppText> = (order, { language }) => {
  const words = language.words.orderFulfilled;
  return aboutOrder(
    order.orderId,
    words.title(order.number),
    words.body(order.carrier, order.trackingNumber),
  );
};

export const orderDeliveredInApp: Template<'OrderDelivered', InAppText> = (order, { language }) => {
  const words = language.words.orderDelivered;
  return aboutOrder(order.orderId, words.title(order.number), words.body);
};

export const paymentActionRequiredInApp: Template<'PaymentActionRequired', InAppText> = (
  payment,
  { language },
) => {
  const words = language.words.paymentActionRequired;
  const amount = formatMoney(language, payment.amountMinor, payment.currency);
  return aboutOrder(payment.orderId, words.title(payment.number), words.body(amount));
};

export const paymentRefundedInApp: Template<'PaymentRefunded', InAppText> = (refund, { language }) => {
  const words = language.words.paymentRefunded;
  const amount = formatMoney(language, refund.amountMinor, refund.currency);
  return aboutOrder(refund.orderId, words.title(refund.number), words.body(amount));
};

export const returnRequestedInApp: Template<'ReturnRequested', InAppText> = ({ order }, { language }) => {
  const words = language.words.returnRequested;
  return aboutOrder(order.orderId, words.title(order.number), words.body);
};

export const returnApprovedInApp: Template<'ReturnApproved', InAppText> = (request, { language }) => {
  const { order, refundMinor } = request;
  const words = language.words.returnApproved;
  return aboutOrder(
    order.orderId,
    words.title(order.number),
    words.body(formatMoney(language, refundMinor, order.currency)),
  );
};

export const returnRejectedInApp: Template<'ReturnRejected', InAppText> = ({ order }, { language }) => {
  const words = language.words.returnRejected;
  return aboutOrder(order.orderId, words.title(order.number), words.body);
};

export const backInStockInApp: Template<'BackInStockAlertDue', InAppText> = (goods, { language }) => {
  const words = language.words.backInStock;
  return {
    title: cleanText(words.subject(goods.title)),
    body: cleanText(words.body(formatMoney(language, goods.priceMinor, goods.currency))),
    link: productPath(goods),
  };
};

export const cartAbandonedInApp: Template<'CartAbandoned', InAppText> = (_cart, { language }) => {
  const words = language.words.cartAbandoned;
  return { title: words.subject, body: words.preview, link: '/cart' };
};
