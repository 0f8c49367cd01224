import type { OfferedPlaces, TakenPlace } from '../flash-sale/order-places.ts';
import { takeUnits } from '../flash-sale/take-units.ts';
import type { StockRow } from './stock.repository.ts';

export type RequestedLine = {
  readonly variantId: string;
  readonly quantity: number;
  /** What the order charges; another price in force refuses the order. */
  readonly unitPriceMinor: number;
  /** The buyer's place in a flash sale, if the units come from one. */
  readonly placeId?: string | undefined;
};

export type StockRequest = {
  readonly orderId: string;
  readonly currency: string;
  readonly lines: readonly RequestedLine[];
  readonly correlationId?: string | undefined;
};

/** Units taken from a warehouse. */
export type Allocation = {
  readonly variantId: string;
  readonly warehouseId: string;
  readonly quantity: number;
};

export type Rejection = {
  readonly reason: 'OUT_OF_STOCK' | 'PRICE_CHANGED';
  readonly lines: readonly {
    readonly variantId: string;
    readonly requested: number;
    readonly available: number;
    readonly priceMinor: number | null;
  }[];
};

export type Decision =
  | {
      readonly request: StockRequest;
      /** Units from the shelf. */
      readonly allocations: readonly Allocation[];
      /** Units from flash sales. */
      readonly places: readonly TakenPlace[];
    }
  | { readonly request: StockRequest; readonly rejection: Rejection };

/**
 * Decides requests one after the other against the same stock: each gets all of its lines or nothing, and what one
 * gets is gone for the next. The lines at fault are told, the price first, because a dearer order must not be
 * refused as sold out.
 *
 * @param stock rows of all variants asked for from the shelf, locked by the caller
 * @param offered the places in flash sales asked for, locked by the caller
 */
export function decideReservations(
  requests: readonly StockRequest[],
  stock: readonly StockRow[],
  offered: OfferedPlaces,
): Decision[] {
  const used = new Set<string>();
  const rowsOf = Map.groupBy(
    stock.map((row) => ({ ...row })),
    (row) => row.variantId,
  );
  return requests.map((request): Decision => {
    const ofPlaces = request.lines.filter((line) => line.placeId !== undefined);
    const fromShelf = request.lines.filter((line) => line.placeId === undefined);
    const lines = mergeLines(fromShelf).map((line) => {
      const rows = (rowsOf.get(line.variantId) ?? []).filter((row) => row.status === 'ACTIVE');
      return { ...line, rows, available: rows.reduce((sum, row) => sum + row.available, 0) };
    });
    const repriced = lines.filter(
      ({ rows: [first], ...line }) =>
        first &&
        line.prices.some((price) => price !== first.priceMinor || request.currency !== first.currency),
    );
    const short = lines.filter((line) => line.available < line.quantity);
    const lapsed = ofPlaces.filter((line) => used.has(line.placeId!) || !isGood(line, request, offered));
    const faulty = repriced.length > 0 ? repriced : short;
    if (faulty.length > 0 || lapsed.length > 0) {
      return {
        request,
        rejection: {
          reason: repriced.length > 0 ? 'PRICE_CHANGED' : 'OUT_OF_STOCK',
          lines: [
            ...faulty.map((line) => ({
              variantId: line.variantId,
              requested: line.quantity,
              available: line.available,
              priceMinor: line.rows[0]?.priceMinor ?? null,
            })),
            ...lapsed.map(({ variantId, quantity }) => ({
              variantId,
              requested: quantity,
              available: 0,
              priceMinor: null,
            })),
          ],
        },
      };
    }
    return {
      request,
      allocations: allocate(lines),
      places: ofPlaces.map((line) => {
        used.add(line.placeId!);
        const place = offered.places.get(line.placeId!)!;
        const units = takeUnits(offered.lines.get(place.saleId) ?? [], place.quantity);
        return { place, orderId: request.orderId, units };
      }),
    };
  });
}

/** Whether a line is what a buyer's place in a flash sale is good for. */
function isGood(line: RequestedLine, request: StockRequest, offered: OfferedPlaces): boolean {
  const place = offered.places.get(line.placeId!);
  const sale = place && offered.sales.get(place.saleId);
  return (
    sale !== undefined &&
    place?.state === 'HELD' &&
    place.quantity === line.quantity &&
    sale.variantId === line.variantId &&
    sale.priceMinor === line.unitPriceMinor &&
    sale.currency === request.currency
  );
}

type MergedLine = {
  readonly variantId: string;
  readonly quantity: number;
  readonly prices: readonly number[];
};

function mergeLines(lines: readonly RequestedLine[]): MergedLine[] {
  return [...Map.groupBy(lines, (line) => line.variantId)].map(([variantId, same]) => ({
    variantId,
    quantity: same.reduce((sum, line) => sum + line.quantity, 0),
    prices: same.map((line) => line.unitPriceMinor),
  }));
}

/**
 * Takes the lines of an order: from one warehouse where one has them all, so that they go out in one parcel; else line by
 * line. Of several that could, the first in the order of their priority.
 */
function allocate(lines: readonly { readonly rows: ShelfRow[]; readonly quantity: number }[]): Allocation[] {
  const has = (line: (typeof lines)[number], warehouseId: string): boolean =>
    line.rows.some((row) => row.warehouseId === warehouseId && row.available >= line.quantity);
  const whole = lines[0]?.rows.find(({ warehouseId }) => lines.every((line) => has(line, warehouseId)));
  return lines.flatMap(({ rows, quantity }) =>
    take(whole ? rows.filter((row) => row.warehouseId === whole.warehouseId) : rows, quantity),
  );
}

type ShelfRow = { variantId: string; warehouseId: string; available: number };

/** Takes from one warehouse where it has enough; else from several. */
function take(rows: ShelfRow[], quantity: number): Allocation[] {
  const whole = rows.find((row) => row.available >= quantity);
  const allocations: Allocation[] = [];
  let missing = quantity;
  for (const row of whole ? [whole] : rows) {
    const taken = Math.min(missing, row.available);
    if (taken === 0) continue;
    row.available -= taken;
    missing -= taken;
    allocations.push({ variantId: row.variantId, warehouseId: row.warehouseId, quantity: taken });
  }
  return allocations;
}
