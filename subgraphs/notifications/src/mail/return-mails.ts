import type { DataOf, Setting, Template } from '../delivery/template.ts';
import { formatMoney } from '../wording/language.ts';
import type { Block, MailContent } from './mail-content.ts';
import { itemsBlock, orderButton } from './order-blocks.ts';

type Return = DataOf<'ReturnRequested'>;

function returnMail(
  request: Return,
  setting: Setting,
  words: { heading: string; preview: string; subject: (number: string) => string },
  text: string,
): MailContent {
  const { order } = request;
  const { words: all } = setting.language;
  const lines = request.lines.flatMap(({ lineId, quantity }) =>
    order.lines.filter((line) => line.lineId === lineId).map((line) => ({ ...line, quantity })),
  );
  const items: Block[] =
    lines.length > 0 ? [itemsBlock(all.returns.items, order, lines, setting, false)] : [];
  return {
    subject: words.subject(order.number),
    preview: words.preview,
    blocks: [
      { kind: 'heading', text: words.heading, above: all.order.number(order.number) },
      { kind: 'paragraph', text },
      orderButton(order.orderId, setting),
      ...items,
    ],
  };
}

export const returnRequestedMail: Template<'ReturnRequested', MailContent> = (request, setting) => {
  const words = setting.language.words.returnRequested;
  return returnMail(request, setting, words, words.text);
};

export const returnApprovedMail: Template<'ReturnApproved', MailContent> = (request, setting) => {
  const words = setting.language.words.returnApproved;
  const amount = formatMoney(setting.language, request.refundMinor, request.order.currency);
  return returnMail(request, setting, words, words.text(amount));
};

export const returnRejectedMail: Template<'ReturnRejected', MailContent> = (request, setting) => {
  const words = setting.language.words.returnRejected;
  return returnMail(request, setting, words, words.text);
};
