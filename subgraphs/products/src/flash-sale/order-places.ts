import type { EventEnvelope } from '@souk/shared/events/define-event';
import { announce } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import {
  addToLines,
  findLines,
  type ReservationLine,
  takeFromLines,
} from '../stock/reservation.repository.ts';
import { changeStock, lockStock } from '../stock/stock.repository.ts';
import {
  findPlaces,
  findPlacesOfOrders,
  lockPlaces,
  lockSales,
  movePlaces,
  saveSale,
} from './flash-sale.repository.ts';
import { type FlashSale, isOpen, type Place } from './flash-sale.ts';

/** Places that orders want to take, with their sales and the units set aside for them, all locked. */
export type OfferedPlaces = {
  readonly places: ReadonlyMap<string, Place>;
  readonly sales: ReadonlyMap<string, FlashSale>;
  /** Units set aside, per sale. */
  readonly lines: ReadonlyMap<string, ReservationLine[]>;
};

/** Locks places and their sales; ids that name none are left out. Before any stock is locked. */
export async function lockOfferedPlaces(
  tx: EntityManager,
  placeIds: readonly string[],
): Promise<OfferedPlaces> {
  if (placeIds.length === 0) return { places: new Map(), sales: new Map(), lines: new Map() };
  const saleIds = (await findPlaces(tx, placeIds)).map((place) => place.saleId);
  const sales = await lockSales(tx, saleIds);
  const places = await lockPlaces(tx, placeIds);
  const lines = await findLines(tx, [...new Set(saleIds)]);
  return {
    places: new Map(places.map((place) => [place.id, place])),
    sales: new Map(sales.map((sale) => [sale.id, sale])),
    lines: Map.groupBy(lines, (line) => line.orderId),
  };
}

/** A place as an order takes it: its units go from the sale to the order, without being free in between. */
export type TakenPlace = {
  readonly place: Place;
  readonly orderId: string;
  readonly units: readonly {
    readonly variantId: string;
    readonly warehouseId: string;
    readonly quantity: number;
  }[];
};

/** Hands the units of places over to their orders. */
export async function handOverPlaces(tx: EntityManager, taken: readonly TakenPlace[]): Promise<void> {
  await takeFromLines(
    tx,
    taken.flatMap(({ place, units }) => units.map((line) => ({ ...line, orderId: place.saleId }))),
  );
  await movePlaces(
    tx,
    taken.map(({ place, orderId }) => ({ id: place.id, state: 'ORDERED', holdExpiresAt: null, orderId })),
  );
  for (const { place } of taken) {
    announce(tx, place.id);
    announce(tx, place.saleId);
  }
}

/** Locks the sales of the places that orders took. Before any stock is locked. */
export async function lockSalesOfOrders(
  tx: EntityManager,
  orderIds: readonly string[],
): Promise<{ readonly places: readonly Place[]; readonly sales: readonly FlashSale[] }> {
  const places = await findPlacesOfOrders(tx, orderIds);
  const sales =
    places.length > 0
      ? await lockSales(
          tx,
          places.map((place) => place.saleId),
        )
      : [];
  return { places, sales };
}

/**
 * Gives the units of places whose orders are gone, which are on the shelf again by now, back to their sales while those
 * are on: the next who waits gets them.
 */
export async function returnPlaces(
  tx: EntityManager,
  { places, sales }: { readonly places: readonly Place[]; readonly sales: readonly FlashSale[] },
  now: Date,
): Promise<EventEnvelope[]> {
  await movePlaces(
    tx,
    places.map((place) => ({ ...place, state: 'RELEASED', holdExpiresAt: null })),
  );
  const events: EventEnvelope[] = [];
  for (const sale of sales.filter((each) => isOpen(each, now))) {
    const units = places
      .filter((place) => place.saleId === sale.id)
      .reduce((sum, place) => sum + place.quantity, 0);
    const stock = await lockStock(tx, [sale.variantId]);
    const shelf = stock.find((row) => row.available >= units);
    // Somebody may have bought them at the shelf's price in the same moment.
    if (!shelf) continue;
    const line = { variantId: sale.variantId, warehouseId: shelf.warehouseId, quantity: units };
    events.push(
      ...(await changeStock(tx, stock, [{ ...line, available: -units, reserved: units }], { now })),
    );
    await addToLines(tx, [{ ...line, orderId: sale.id }]);
    await saveSale(tx, { ...sale, remaining: sale.remaining + units });
    announce(tx, sale.id);
  }
  return events;
}
