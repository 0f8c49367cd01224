import { orderPath, type Template } from '../delivery/template.ts';
import { cleanText } from '../wording/clean-text.ts';
import { formatMoney } from '../wording/language.ts';

export const orderConfirmedText: Template<'OrderConfirmed', string> = (order, { language, storeUrl }) => {
  const total = formatMoney(language, order.totals.totalMinor, order.currency);
  return language.words.orderConfirmed.sms(
    cleanText(order.number),
    // A no-break space is not in the GSM alphabet and would halve the length of a text message.
    total.replace(/[\u00a0\u202f]/g, ' '),
    storeUrl + orderPath(order.orderId),
  );
};

export const orderFulfilledText: Template<'OrderFulfilled', string> = (order, { language, storeUrl }) => {
  const tracking = order.trackingNumber ? cleanText(order.trackingNumber).slice(0, 40) : null;
  return language.words.orderFulfilled.sms(
    cleanText(order.number),
    tracking,
    storeUrl + orderPath(order.orderId),
  );
};
