import type { StockRow } from './stock.repository.ts';

export type RequestedLine = {
  readonly variantId: string;
  readonly quantity: number;
  /** What the order charges; another price in force refuses the order. */
  readonly unitPriceMinor: number;
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
  | { readonly request: StockRequest; readonly allocations: readonly Allocation[] }
  | { readonly request: StockRequest; readonly rejection: Rejection };

/**
 * Decides requests one after the other against the same stock: each gets all of its lines or nothing, and what one
 * gets is gone for the next. The lines at fault are told, the price first, because a dearer order must not be
 * refused as sold out.
 *
 * @param stock rows of all variants asked for, locked by the caller
 */
export function decideReservations(
  requests: readonly StockRequest[],
  stock: readonly StockRow[],
): Decision[] {
  const rowsOf = Map.groupBy(
    stock.map((row) => ({ ...row })),
    (row) => row.variantId,
  );
  return requests.map((request): Decision => {
    const lines = mergeLines(request.lines).map((line) => {
      const rows = (rowsOf.get(line.variantId) ?? []).filter((row) => row.status === 'ACTIVE');
      return { ...line, rows, available: rows.reduce((sum, row) => sum + row.available, 0) };
    });
    const repriced = lines.filter(
      ({ rows: [first], ...line }) =>
        first &&
        line.prices.some((price) => price !== first.priceMinor || request.currency !== first.currency),
    );
    const short = lines.filter((line) => line.available < line.quantity);
    const faulty = repriced.length > 0 ? repriced : short;
    if (faulty.length > 0) {
      return {
        request,
        rejection: {
          reason: repriced.length > 0 ? 'PRICE_CHANGED' : 'OUT_OF_STOCK',
          lines: faulty.map((line) => ({
            variantId: line.variantId,
            requested: line.quantity,
            available: line.available,
            priceMinor: line.rows[0]?.priceMinor ?? null,
          })),
        },
      };
    }
    return { request, allocations: lines.flatMap((line) => take(line.rows, line.quantity)) };
  });
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

/** Takes from one warehouse where it has enough, so that a line goes out in one parcel; else from several. */
function take(
  rows: { variantId: string; warehouseId: string; available: number }[],
  quantity: number,
): Allocation[] {
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
