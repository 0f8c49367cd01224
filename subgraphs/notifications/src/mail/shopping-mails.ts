import { productPath, type Template } from '../delivery/template.ts';
import { formatMoney } from '../wording/language.ts';
import type { MailContent } from './mail-content.ts';
import { itemsBlock } from './order-blocks.ts';

export const backInStockMail: Template<'BackInStockAlertDue', MailContent> = (goods, setting) => {
  const { language, storeUrl } = setting;
  const words = language.words.backInStock;
  const line = { ...goods, quantity: 1, lineTotalMinor: goods.priceMinor };
  return {
    subject: words.subject(goods.title),
    preview: words.preview,
    why: words.why,
    blocks: [
      { kind: 'heading', text: words.heading(goods.title) },
      { kind: 'paragraph', text: words.text },
      itemsBlock(words.item, goods, [line], setting),
      { kind: 'button', label: words.action, url: storeUrl + productPath(goods) },
      { kind: 'notice', text: words.once },
    ],
  };
};

export const cartAbandonedMail: Template<'CartAbandoned', MailContent> = (cart, setting) => {
  const { language, storeUrl } = setting;
  const words = language.words.cartAbandoned;
  const lines = cart.lines.map((line) => ({ ...line, lineTotalMinor: line.unitPriceMinor * line.quantity }));
  return {
    subject: words.subject,
    preview: words.preview,
    why: words.why,
    blocks: [
      { kind: 'heading', text: words.heading },
      { kind: 'paragraph', text: words.text },
      itemsBlock(language.words.order.items, cart, lines, setting),
      {
        kind: 'amounts',
        amounts: [
          {
            label: language.words.order.subtotal,
            amount: formatMoney(language, cart.subtotalMinor, cart.currency),
            strong: true,
          },
        ],
      },
      { kind: 'button', label: words.action, url: `${storeUrl}/cart` },
      { kind: 'paragraph', text: words.notHeld },
    ],
  };
};
