import type { Template } from '../delivery/template.ts';
import { formatMoney } from '../wording/language.ts';
import type { Block, Fact, MailContent } from './mail-content.ts';
import { addressBlock, itemsBlock, orderButton, totalsBlock } from './order-blocks.ts';

export const orderPlacedMail: Template<'OrderPlaced', MailContent> = (order, setting) => {
  const { orderPlaced: words, order: common } = setting.language.words;
  return {
    subject: words.subject(order.number),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(order.number) },
      { kind: 'paragraph', text: words.text },
      orderButton(order.orderId, setting),
      itemsBlock(common.items, order, order.lines, setting),
      totalsBlock(order, setting),
      addressBlock(order, setting),
    ],
  };
};

export const orderConfirmedMail: Template<'OrderConfirmed', MailContent> = (order, setting) => {
  const { orderConfirmed: words, order: common } = setting.language.words;
  const total = formatMoney(setting.language, order.totals.totalMinor, order.currency);
  return {
    subject: words.subject(order.number),
    preview: words.preview(total),
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(order.number) },
      { kind: 'paragraph', text: words.text },
      orderButton(order.orderId, setting),
      itemsBlock(common.items, order, order.lines, setting),
      totalsBlock(order, setting),
      addressBlock(order, setting),
    ],
  };
};

export const orderCancelledMail: Template<'OrderCancelled', MailContent> = (order, setting) => {
  const { orderCancelled: words, order: common } = setting.language.words;
  return {
    subject: words.subject(order.number),
    preview: words.reasons[order.reason],
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(order.number) },
      { kind: 'paragraph', text: words.reasons[order.reason] },
      { kind: 'notice', text: words.money },
      orderButton(order.orderId, setting),
      itemsBlock(common.items, order, order.lines, setting),
    ],
  };
};

export const orderFulfilledMail: Template<'OrderFulfilled', MailContent> = (order, setting) => {
  const { orderFulfilled: words, order: common } = setting.language.words;
  const facts: Fact[] = [
    ...(order.carrier ? [{ label: words.carrier, value: order.carrier }] : []),
    ...(order.trackingNumber ? [{ label: words.trackingNumber, value: order.trackingNumber }] : []),
  ];
  const tracking: Block[] = [
    ...(facts.length > 0 ? [{ kind: 'facts', facts } as const] : []),
    order.trackingUrl
      ? { kind: 'button', label: words.track, url: order.trackingUrl }
      : orderButton(order.orderId, setting),
  ];
  const shipped = order.fulfilledLines.flatMap(({ lineId, quantity }) =>
    order.lines.filter((line) => line.lineId === lineId).map((line) => ({ ...line, quantity })),
  );
  return {
    subject: words.subject(order.number, order.complete),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading(order.complete), above: common.number(order.number) },
      { kind: 'paragraph', text: words.text(order.complete) },
      ...tracking,
      itemsBlock(common.shippedItems, order, shipped.length > 0 ? shipped : order.lines, setting, false),
      addressBlock(order, setting),
    ],
  };
};

export const orderDeliveredMail: Template<'OrderDelivered', MailContent> = (order, setting) => {
  const { orderDelivered: words, order: common } = setting.language.words;
  return {
    subject: words.subject(order.number),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading, above: common.number(order.number) },
      { kind: 'paragraph', text: words.text },
      orderButton(order.orderId, setting),
      itemsBlock(common.items, order, order.lines, setting, false),
    ],
  };
};
