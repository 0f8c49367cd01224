import { allocate } from '@souk/shared/money';
import type { ArchivedEvent, ArchivedLine } from '../archive/archived-event.ts';
import { type CountOf, type Increment, increment } from './aggregate-tables.ts';

/** What an event adds to the counts. Pure, so that counts can be made again from the archive at any time. */
export function incrementsOf(event: ArchivedEvent): Increment[] {
  const day = event.occurredAt.slice(0, 10);
  const funnel = (count: CountOf<'funnel_days'>): Increment =>
    increment('funnel_days', [day], { [count]: 1 });
  switch (event.type) {
    case 'UserRegistered':
      return [funnel('users_registered')];
    case 'CartCreated':
      return [funnel('carts_created')];
    case 'OrderPlaced':
      return [funnel('orders_placed')];
    case 'OrderConfirmed':
      return [funnel('orders_confirmed'), ...sales(day, event.data.currency, event.data.lines)];
    case 'OrderCancelled':
      return [funnel('orders_cancelled')];
    case 'OrderFulfilled':
      // An order that leaves in several parcels is fulfilled once, by the last.
      return event.data.complete ? [funnel('orders_fulfilled')] : [];
    case 'OrderDelivered':
      return [funnel('orders_delivered')];
    case 'PaymentDeclined': {
      const { provider, declineCode } = event.data;
      return [
        funnel('payments_declined'),
        increment('payment_failure_days', [day, provider, declineCode], { declined: 1 }),
      ];
    }
    case 'PaymentRefunded': {
      const { currency, amountMinor } = event.data;
      return [increment('sales_days', ['shop', currency, day], { refunds_minor: amountMinor })];
    }
    case 'ReturnRequested':
      return [funnel('returns_requested')];
    case 'ReturnReceived':
      return [funnel('returns_received'), ...sellersRefunds(day, event.data)];
    case 'ReviewPublished':
      return [funnel('reviews_published')];
    case 'NotificationSent': {
      const { channel, topic, count } = event.data;
      // Of messages archived before they were counted together, each is one.
      return [increment('notification_days', [day, channel, topic], { sent: count ?? 1 })];
    }
    case 'NotificationFailed': {
      const { channel, topic } = event.data;
      return [increment('notification_days', [day, channel, topic], { failed: 1 })];
    }
    default:
      return event satisfies never;
  }
}

function sales(day: string, currency: string, lines: readonly ArchivedLine[]): Increment[] {
  const bySeller = Map.groupBy(lines, (line) => line.sellerId);
  const scopes: [scope: string, lines: readonly ArchivedLine[]][] = [['shop', lines]];
  for (const [sellerId, own] of bySeller) if (sellerId) scopes.push([sellerScope(sellerId), own]);
  return [
    ...scopes.map(([scope, own]) =>
      increment('sales_days', [scope, currency, day], {
        orders: 1,
        units: sum(own, (line) => line.quantity),
        revenue_minor: sum(own, (line) => line.lineTotalMinor),
      }),
    ),
    ...lines.map((line) =>
      increment('product_days', [currency, day, line.productId, line.sellerId ?? ''], {
        units: line.quantity,
        revenue_minor: line.lineTotalMinor,
      }),
    ),
  ];
}

/** The refund of a return, shared among the sellers of what came back by its value. */
function sellersRefunds(
  day: string,
  returned: Extract<ArchivedEvent, { type: 'ReturnReceived' }>['data'],
): Increment[] {
  const parts = returned.returnedLines.flatMap(({ lineId, quantity }) => {
    const line = returned.lines.find((candidate) => candidate.lineId === lineId);
    return line
      ? [
          {
            sellerId: line.sellerId,
            valueMinor: Math.round((line.lineTotalMinor * quantity) / line.quantity),
          },
        ]
      : [];
  });
  if (sum(parts, (part) => part.valueMinor) === 0) return [];
  const shares = allocate(
    returned.refundMinor,
    parts.map((part) => part.valueMinor),
  );
  return parts.flatMap(({ sellerId }, index) =>
    sellerId
      ? [
          increment('sales_days', [sellerScope(sellerId), returned.currency, day], {
            refunds_minor: shares[index]!,
          }),
        ]
      : [],
  );
}

/** The scope under which a seller's own sales are counted. */
export function sellerScope(sellerId: string): string {
  return `seller:${sellerId}`;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
