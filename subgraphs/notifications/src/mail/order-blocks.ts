import { townLine } from '@souk/shared/town-line';
import type { DataOf, Setting } from '../delivery/template.ts';
import { orderPath } from '../delivery/template.ts';
import { formatCountry, formatMoney } from '../wording/language.ts';
import type { Block, Item } from './mail-content.ts';

type Order = DataOf<'OrderPlaced'>;
type Line = Pick<
  Order['lines'][number],
  'title' | 'variantTitle' | 'quantity' | 'lineTotalMinor' | 'imageUrl'
>;

/** Mail programs cut off long mails; the rest is on the order's page. */
const itemsShown = 20;

/** Lines of an order, each with its quantity, and its price where `priced`. */
export function itemsBlock(
  label: string,
  order: Pick<Order, 'currency'>,
  lines: readonly Line[],
  { language }: Setting,
  priced = true,
): Block {
  const words = language.words.order;
  const shown = lines.slice(0, itemsShown).map((line): Item => {
    const quantity = words.quantity(line.quantity);
    return {
      title: line.title,
      detail:
        line.variantTitle && line.variantTitle !== line.title
          ? `${line.variantTitle} · ${quantity}`
          : quantity,
      amount: priced ? formatMoney(language, line.lineTotalMinor, order.currency) : null,
      imageUrl: line.imageUrl,
    };
  });
  const hidden = lines.length - shown.length;
  const rest: Item[] =
    hidden > 0 ? [{ title: words.moreItems(hidden), detail: '', amount: null, imageUrl: null }] : [];
  return { kind: 'items', label, items: [...shown, ...rest] };
}

/** What an order comes to. */
export function totalsBlock(order: Order, { language }: Setting): Block {
  const { totals, currency } = order;
  const words = language.words.order;
  const amount = (minor: number): string => formatMoney(language, minor, currency);
  return {
    kind: 'amounts',
    amounts: [
      { label: words.subtotal, amount: amount(totals.subtotalMinor) },
      ...(totals.discountMinor > 0 ? [{ label: words.discount, amount: amount(-totals.discountMinor) }] : []),
      {
        label: words.shipping,
        amount: totals.shippingMinor === 0 ? words.free : amount(totals.shippingMinor),
      },
      { label: words.tax, amount: amount(totals.taxMinor) },
      { label: words.total, amount: amount(totals.totalMinor), strong: true },
    ],
  };
}

/** Where an order goes. */
export function addressBlock(order: Order, { language }: Setting): Block {
  const { shippingAddress: to } = order;
  const country = formatCountry(language, to.countryCode);
  return {
    kind: 'address',
    label: language.words.order.shipTo,
    lines: [to.name, to.line1, ...(to.line2 ? [to.line2] : []), townLine(to), country],
  };
}

/** The button to an order's page. */
export function orderButton(orderId: string, { language, storeUrl }: Setting): Block {
  return { kind: 'button', label: language.words.order.view, url: storeUrl + orderPath(orderId) };
}
