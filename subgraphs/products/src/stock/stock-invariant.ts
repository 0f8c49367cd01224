/**
 * SKUs whose books do not agree; no row means that all do. Per variant and warehouse: what was put in by hand is
 * available, held or sold; what is held is what reservations hold; what is sold is what the ledger sold.
 */
export const stockInvariantSql = `
  WITH ledger AS (
    SELECT variant_id, warehouse_id,
      sum(delta) FILTER (WHERE kind NOT IN ('SOLD', 'UNSOLD', 'RESTOCKED')) AS put_in,
      -sum(delta) FILTER (WHERE kind IN ('SOLD', 'UNSOLD', 'RESTOCKED')) AS sold
    FROM stock_movements GROUP BY variant_id, warehouse_id
  ), holds AS (
    SELECT l.variant_id, l.warehouse_id, sum(l.quantity) AS held
    FROM reservation_lines l JOIN reservations r USING (order_id)
    WHERE r.state = 'HELD' GROUP BY l.variant_id, l.warehouse_id
  )
  SELECT v.sku, s.warehouse_id AS "warehouseId", coalesce(ledger.put_in, 0)::int AS "initial", s.available,
    s.reserved AS held, s.sold, coalesce(holds.held, 0)::int AS "heldByReservations",
    coalesce(ledger.sold, 0)::int AS "soldByLedger"
  FROM stock s JOIN variants v ON v.id = s.variant_id
  LEFT JOIN ledger ON ledger.variant_id = s.variant_id AND ledger.warehouse_id = s.warehouse_id
  LEFT JOIN holds ON holds.variant_id = s.variant_id AND holds.warehouse_id = s.warehouse_id
  WHERE coalesce(ledger.put_in, 0) <> s.available + s.reserved + s.sold
    OR s.reserved <> coalesce(holds.held, 0)
    OR s.sold <> coalesce(ledger.sold, 0)
    OR s.available < 0`;
