import { createResultBatcher } from '@souk/shared/batcher';
import { createId } from '@souk/shared/ids';
import { announce, inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { decidePlaces, type PlaceDecision } from './decide-places.ts';
import {
  countPlaces,
  findPlacesOfBuyers,
  findSales,
  insertPlaces,
  lockSales,
  saveSale,
} from './flash-sale.repository.ts';
import { type FlashSale, isOpen, type Place, takingStates } from './flash-sale.ts';

export type JoinRequest = {
  readonly saleId: string;
  readonly buyerId: string;
  readonly quantity: number;
  readonly idempotencyKey: string;
};

export type JoinRefusal =
  | Extract<PlaceDecision, { refusal: unknown }>['refusal']
  | 'NOT_FOUND'
  | 'KEY_REUSED';

export type JoinOutcome = { readonly place: Place } | { readonly refusal: JoinRefusal };

type Join = JoinRequest & { readonly subject: string };

/** What became of joins, by subject. */
type Outcomes = ReadonlyMap<string, JoinOutcome>;

/** For so long a sale that had nothing left is believed to have nothing: its crowd is answered without its row's lock. */
const soldOutMs = 300;

/**
 * Gives places in flash sales, first come first served, by group commit: all who come while a transaction is under way
 * are decided in the next one, with one lock of the sale's row. The same key again gets the same place.
 */
export function createJoinFlashSale(
  deps: TransactionDeps & { readonly now: () => Date },
): (request: JoinRequest) => Promise<JoinOutcome> {
  const soldOutUntil = new Map<string, number>();

  const join = createResultBatcher<Join, JoinOutcome>(async (joins) => {
    const isSoldOut = ({ saleId }: Join): boolean => (soldOutUntil.get(saleId) ?? 0) > performance.now();
    const late = joins.filter(isSoldOut);
    const early = joins.filter((each) => !isSoldOut(each));
    const answered = late.length > 0 ? await answerLate(deps, late) : [];
    if (early.length === 0) return new Map(answered);
    const { outcomes, soldOut } = await inTransaction(deps, async (tx) => {
      const sales = await lockSales(
        tx,
        early.map((each) => each.saleId),
      );
      return decide(tx, sales, early, deps.now());
    });
    for (const saleId of soldOut) soldOutUntil.set(saleId, performance.now() + soldOutMs);
    return new Map([...answered, ...outcomes]);
  });

  return async (request) => {
    const outcome = await join({ ...request, subject: subjectOf(request) });
    return outcome!;
  };
}

/** @returns also the sales of which nobody gets anything any more, however little is asked for */
async function decide(
  tx: EntityManager,
  sales: readonly FlashSale[],
  joins: readonly Join[],
  now: Date,
): Promise<{ readonly outcomes: Outcomes; readonly soldOut: readonly string[] }> {
  const soldOut: string[] = [];
  const before = Map.groupBy(await findPlacesOfBuyers(tx, joins), subjectOf);
  const outcomes = knownOutcomes(joins, before);
  const unanswered = joins.filter(({ subject }) => !outcomes.has(subject));
  for (const [saleId, requests] of Map.groupBy(unanswered, (each) => each.saleId)) {
    const sale = sales.find((each) => each.id === saleId);
    if (!sale) {
      for (const { subject } of requests) outcomes.set(subject, { refusal: 'NOT_FOUND' });
      continue;
    }
    const takenBy = new Map(
      requests.map(({ buyerId, subject }) => {
        const taking = (before.get(subject) ?? []).filter(({ state }) => takingStates.includes(state));
        return [buyerId, taking.reduce((sum, place) => sum + place.quantity, 0)];
      }),
    );
    const standing = { sale, takenBy, ...(await countPlaces(tx, saleId)) };
    const { decisions, remaining, isSoldOut } = decidePlaces(standing, requests, now);
    if (isSoldOut) soldOut.push(saleId);
    const places: Place[] = [];
    for (const [index, decision] of decisions.entries()) {
      const request = requests[index]!;
      if ('refusal' in decision) {
        outcomes.set(request.subject, decision);
        continue;
      }
      const place = newPlace(sale, request, decision.state, now);
      outcomes.set(request.subject, { place });
      places.push(place);
    }
    await insertPlaces(tx, places, now);
    if (remaining !== sale.remaining) await saveSale(tx, { ...sale, remaining });
    if (places.length > 0) announce(tx, saleId);
  }
  return { outcomes, soldOut };
}

/** A key that was used before is answered as then. */
function knownOutcomes(
  joins: readonly Join[],
  before: ReadonlyMap<string, readonly Place[]>,
): Map<string, JoinOutcome> {
  const outcomes = new Map<string, JoinOutcome>();
  for (const { subject, idempotencyKey, quantity } of joins) {
    const place = before.get(subject)?.find((each) => each.idempotencyKey === idempotencyKey);
    if (place) outcomes.set(subject, place.quantity === quantity ? { place } : { refusal: 'KEY_REUSED' });
  }
  return outcomes;
}

/** Answers a crowd that comes too late by reading only. */
async function answerLate(
  deps: TransactionDeps & { readonly now: () => Date },
  joins: readonly Join[],
): Promise<Outcomes> {
  const db = deps.dataSource.manager;
  const outcomes = knownOutcomes(joins, Map.groupBy(await findPlacesOfBuyers(db, joins), subjectOf));
  const sales = await findSales(
    db,
    joins.map((each) => each.saleId),
  );
  for (const { subject, saleId } of joins) {
    if (outcomes.has(subject)) continue;
    const sale = sales.find((each) => each.id === saleId);
    const isStillOn = sale && isOpen(sale, deps.now());
    outcomes.set(subject, { refusal: isStillOn ? 'SOLD_OUT' : 'SALE_NOT_OPEN' });
  }
  return outcomes;
}

function newPlace(sale: FlashSale, request: JoinRequest, state: 'HELD' | 'WAITING', now: Date): Place {
  return {
    id: createId('fsp', now.getTime()),
    saleId: sale.id,
    buyerId: request.buyerId,
    idempotencyKey: request.idempotencyKey,
    quantity: request.quantity,
    state,
    holdExpiresAt: state === 'HELD' ? new Date(now.getTime() + sale.holdSeconds * 1000) : null,
    orderId: null,
    version: 1,
  };
}

/** One request of a buyer in a batch: the next one sees what became of it. */
function subjectOf({ saleId, buyerId }: Pick<Place, 'saleId' | 'buyerId'>): string {
  return `${saleId} ${buyerId}`;
}
