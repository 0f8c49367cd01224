import type { EventEnvelope } from '@souk/shared/events/define-event';
import type { Logger } from '@souk/shared/logger';
import { announce, inTransaction, recordEvents, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import {
  findPlacesIn,
  findSalesToAdvance,
  lockSales,
  movePlaces,
  saveSale,
} from './flash-sale.repository.ts';
import type { FlashSale, Place, PlaceState } from './flash-sale.ts';
import { endHold, putBackUnits } from './sale-units.ts';

/**
 * Moves flash sales on by time: holds that have run out free their units, who waits gets them in turn, a sale that has
 * ended puts what is left back on the shelf. Workers may run it side by side. One that cannot be moved holds up no other.
 *
 * @returns how many places and sales changed
 */
export async function advanceFlashSales(
  deps: TransactionDeps & { readonly logger: Logger },
  now: Date,
): Promise<number> {
  let changes = 0;
  for (const id of await findSalesToAdvance(deps.dataSource.manager, now)) {
    changes += await inTransaction(deps, async (tx) => {
      const [sale] = await lockSales(tx, [id]);
      return sale && sale.closedAt === null ? advance(tx, sale, now) : 0;
    }).catch((error: unknown) => {
      deps.logger.error({ err: error, saleId: id }, 'flash sale not moved');
      return 0;
    });
  }
  return changes;
}

type Move = { readonly place: Place; readonly state: PlaceState; readonly holdExpiresAt: Date | null };

async function advance(tx: EntityManager, sale: FlashSale, now: Date): Promise<number> {
  const held = await findPlacesIn(tx, sale.id, 'HELD');
  const waiting = await findPlacesIn(tx, sale.id, 'WAITING');
  const { moves, remaining } = decideMoves(sale, held, waiting, now);
  await movePlaces(
    tx,
    moves.map(({ place, ...to }) => ({ ...to, id: place.id, orderId: null })),
  );
  const hasEnded = sale.endsAt <= now;
  const stillHeld = held.some(({ id }) => !moves.some(({ place }) => place.id === id));
  const events: EventEnvelope[] = hasEnded ? await putBackUnits(tx, sale, remaining, now) : [];
  const after = {
    id: sale.id,
    remaining: hasEnded ? 0 : remaining,
    closedAt: hasEnded && !stillHeld ? now : null,
  };
  if (after.closedAt) await endHold(tx, sale, now);
  if (after.remaining !== sale.remaining || after.closedAt) await saveSale(tx, after);
  await recordEvents(tx, ...events);
  if (moves.length === 0) return after.closedAt ? 1 : 0;
  announce(tx, sale.id);
  // Who still waits has moved up.
  for (const place of [...moves.map((move) => move.place), ...waiting]) announce(tx, place.id);
  return moves.length;
}

/** What time does to the places of a sale. */
export function decideMoves(
  sale: FlashSale,
  held: readonly Place[],
  waiting: readonly Place[],
  now: Date,
): { moves: Move[]; remaining: number } {
  const expired = held.filter((place) => place.holdExpiresAt! <= now);
  const moves: Move[] = expired.map((place) => ({ place, state: 'EXPIRED', holdExpiresAt: null }));
  let remaining = sale.remaining + units(expired);
  let heldUnits = units(held) - units(expired);
  const holdExpiresAt = new Date(now.getTime() + sale.holdSeconds * 1000);
  const hasEnded = sale.endsAt <= now;
  let inTurn = true;
  for (const place of waiting) {
    if (hasEnded || heldUnits + remaining < place.quantity) {
      moves.push({ place, state: 'REFUSED', holdExpiresAt: null });
    } else if (inTurn && place.quantity <= remaining) {
      moves.push({ place, state: 'HELD', holdExpiresAt });
      remaining -= place.quantity;
      heldUnits += place.quantity;
    } else {
      // Nobody overtakes: those behind wait for this one.
      inTurn = false;
    }
  }
  return { moves, remaining };
}

function units(places: readonly Place[]): number {
  return places.reduce((sum, place) => sum + place.quantity, 0);
}
