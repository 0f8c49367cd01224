import type { EventEnvelope } from '@souk/shared/events/define-event';
import { announce, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { refuse } from '../errors.ts';
import { ownerId } from '../owner.ts';
import { returnPromotions } from '../promotion/redeem-promotions.ts';
import { beginSaga, type SagaCommand, type SagaState, type SagaStep } from '../saga/saga-decision.ts';
import { type FoundOrder, lockOrders, type SagaRecord } from './order.repository.ts';
import { evolve, type LogEntry, type OrderFact } from './order-log.ts';
import type { OrderState, PlacedOrder } from './order-state.ts';
import { eventOfCommand, eventsOfEntry } from './public-events.ts';
import { type LogRecord, type NewOrder, type OrderChange, saveOrders } from './write-orders.ts';

/** What a mutation of an order stands on. */
export type ChangeOrderDeps = TransactionDeps & { readonly storeUrl: string };

/** Who asks for a mutation of an order. */
export type Caller = {
  readonly viewer: Viewer;
  readonly now: Date;
  readonly correlationId: string | undefined;
};

/** What a change to an order comes with. */
export type ChangeContext = {
  /** Who makes it: a user's or guest's id, or the event or timer that caused it. */
  readonly actor: string;
  readonly correlationId?: string | undefined;
  readonly now: Date;
  /** Public address of the store, where a payment provider sends the buyer back to. */
  readonly storeUrl: string;
};

/** What a decision makes of an order; nothing of it happens if all of it is empty. */
export type OrderDecision = {
  readonly facts: readonly OrderFact[];
  readonly saga?: SagaState;
  readonly commands?: readonly SagaCommand[];
};

/** The decision to leave everything as it is. */
export const unchanged: OrderDecision = { facts: [] };

/** @throws Refused NOT_FOUND always: another's order is the same as none */
export function refuseMissingOrder(): never {
  return refuse('NOT_FOUND', 'There is no such order.', ['orderId']);
}

/** Key of the hints that an order of an owner has changed. */
export function ordersKey(id: string): string {
  return `orders-of:${id}`;
}

/** Keys of the hints that any order has changed, and one with lines of a seller. */
export const allOrdersKey = 'orders';
export function salesKey(sellerId: string): string {
  return `sales-of:${sellerId}`;
}

/**
 * Stops a change that is based on another version than the order's.
 *
 * @throws Refused STALE_VERSION
 */
export function requireVersion(order: OrderState, expectedVersion: number | null): void {
  if (expectedVersion === null || expectedVersion === order.version) return;
  refuse('STALE_VERSION', `The order is at version ${order.version} by now.`, ['expectedVersion']);
}

/** A change asked for: which order, in what context, and what a pure function makes of it. */
export type RequestedChange = {
  readonly orderId: string;
  readonly context: ChangeContext;
  /** May throw to refuse the change. */
  readonly decide: (order: OrderState, saga: SagaRecord) => OrderDecision;
};

/**
 * The one way to change orders: locks them, decides by a pure function, appends the facts to their logs, brings their
 * states and sagas up to them, and records what the world is to know. All of it in the caller's transaction.
 *
 * @param changes one for each order
 * @returns the orders afterwards by id, without those that do not exist or that `skipLocked` found held by another
 */
export async function changeOrders(
  tx: EntityManager,
  changes: readonly RequestedChange[],
  options: { readonly skipLocked?: boolean } = {},
): Promise<Map<string, OrderState>> {
  const locked = await lockOrders(
    tx,
    changes.map((change) => change.orderId),
    options,
  );
  const outcomes = changes.flatMap((change) => {
    const found = locked.get(change.orderId);
    return found ? [outcomeOf(change, found)] : [];
  });
  const saved = outcomes.flatMap((outcome) => outcome.saved ?? []);
  if ((await saveOrders(tx, saved)).size < saved.length) throw new Error('a locked order has moved');
  await returnPromotions(tx, outcomes.flatMap(givesBack), changes[0]?.context.now ?? new Date(0));
  await recordEvents(tx, ...outcomes.flatMap(({ events }) => events));
  if (saved.some(({ events }) => events.length > 0)) announce(tx, 'outbox');
  for (const { order, log, events } of saved) {
    if (log.length > 0) announceOrder(tx, order);
    else if (events.length > 0) announce(tx, order.id);
  }
  return new Map(outcomes.map(({ order }) => [order.id, order]));
}

/**
 * Changes one order, as `changeOrders` does.
 *
 * @returns the order afterwards; null where there is none, or `skipLocked` found it held by another
 */
export async function changeOrder(
  tx: EntityManager,
  context: ChangeContext,
  orderId: string,
  decide: RequestedChange['decide'],
  options: { readonly skipLocked?: boolean } = {},
): Promise<OrderState | null> {
  const changed = await changeOrders(tx, [{ orderId, context, decide }], options);
  return changed.get(orderId) ?? null;
}

/** What a decision makes of an order. */
export type Outcome = {
  readonly order: OrderState;
  /** Absent where there is nothing to save. */
  readonly saved?: OrderChange;
  /** Events of a decision that saves nothing. */
  readonly events: readonly EventEnvelope[];
};

/** What a change makes of an order as it was found. */
export function outcomeOf({ context, decide }: RequestedChange, before: FoundOrder): Outcome {
  const decision = decide(before.order, before.saga);
  const { facts, commands = [] } = decision;
  const hasMoved = decision.saga !== undefined && decision.saga !== before.saga;
  const origin = {
    ...context,
    correlationId: context.correlationId ?? before.saga.correlationId ?? undefined,
  };
  const { order, log, events: told } = append(before.order, facts, origin);
  const payment = { paymentToken: before.saga.paymentToken, returnUrl: returnUrl(context, order) };
  const asked = commands.map((command) => eventOfCommand(command, order, payment, origin));
  const events = [...told, ...asked];
  if (facts.length === 0 && !hasMoved) return { order, events };
  const saga = remember(before.saga, decision.saga ?? before.saga);
  return { order, saved: { order, saga, before, log, events }, events: [] };
}

/** A cancelled order gives back the promotions that it holds. */
export function givesBack({ order, saved }: Outcome): string[] {
  const isCancelled = saved?.log.some(({ entry }) => entry.type === 'OrderCancelled');
  return isCancelled && order.discounts.length > 0 ? [order.id] : [];
}

/** The beginning of an order: its state, its log, its saga and what the world is told. */
export function beginOrder(
  context: ChangeContext,
  placed: PlacedOrder,
  paymentToken: string,
): Pick<NewOrder, 'order' | 'log' | 'saga' | 'events'> {
  const { order, log, events } = append(null, [{ type: 'OrderPlaced', data: placed }], context);
  const saga = { ...beginSaga(context.now), paymentToken, correlationId: context.correlationId ?? null };
  const payment = { paymentToken, returnUrl: returnUrl(context, order) };
  const asked = eventOfCommand('REQUEST_STOCK', order, payment, context);
  return { order, log: log[0]!, saga, events: [...events, asked] };
}

/** The order after some facts, with the log entries and the public events that they make. */
function append(
  before: OrderState | null,
  facts: readonly OrderFact[],
  context: ChangeContext,
): { order: OrderState; log: LogRecord[]; events: EventEnvelope[] } {
  let order = before;
  const log: LogRecord[] = [];
  const events: EventEnvelope[] = [];
  for (const fact of facts) {
    const version = (order?.version ?? 0) + 1;
    const entry: LogEntry = { ...fact, version, occurredAt: context.now.toISOString() };
    order = evolve(order, entry);
    log.push({ entry, status: order.status, actor: context.actor, correlationId: context.correlationId });
    events.push(...eventsOfEntry(order, entry, context));
  }
  return { order: order!, log, events };
}

const stepsThatPay: readonly SagaStep[] = ['RESERVING', 'AUTHORIZING'];

/** A payment token is forgotten when no step can need it any more. */
function remember(before: SagaRecord, saga: SagaState): SagaRecord {
  return {
    ...before,
    ...saga,
    paymentToken: stepsThatPay.includes(saga.step) ? before.paymentToken : null,
  };
}

function returnUrl(context: ChangeContext, order: PlacedOrder): string {
  return new URL(`/orders/${order.id}`, context.storeUrl).href;
}

/** Tells the relay and who watches of a new order and its events, when the transaction has committed. */
export function announceNewOrder(tx: EntityManager, order: OrderState): void {
  announce(tx, 'outbox');
  announceOrder(tx, order);
}

/** Not every change is an event for other systems, but each one is news for who watches the order. */
function announceOrder(tx: EntityManager, order: OrderState): void {
  for (const { key, value } of hintsOf(order)) announce(tx, key, value);
}

/** The hints that tell who watches an order, or a list that it is in, of a change to it. */
export function hintsOf(order: OrderState): { readonly key: string; readonly value?: string }[] {
  const sellers = new Set(order.lines.flatMap(({ sellerId }) => sellerId ?? []));
  const lists = [ordersKey(ownerId(order)), allOrdersKey, ...[...sellers].map(salesKey)];
  return [{ key: order.id }, ...lists.map((key) => ({ key, value: order.id }))];
}
