import type { AdjustStockInput, StockAdjustmentReason } from './api/generated/graphql.ts';

type Values = Readonly<Record<string, string>>;
type FieldErrors = Record<string, string>;

/** Why stock is adjusted by hand, in plain words. */
export const adjustmentReasons: Readonly<Record<StockAdjustmentReason, string>> = {
  RECEIVED: 'Goods came in',
  COUNTED: 'Counted',
  DAMAGED: 'Lost or damaged',
  RETURNED: 'Came back from a customer',
  CORRECTION: 'A mistake is put right',
};

const isReason = (text: string | undefined): text is StockAdjustmentReason =>
  text !== undefined && Object.hasOwn(adjustmentReasons, text);

/** A whole number within bounds, or null. */
export function wholeNumber(text: string | undefined, least: number, most = 100_000_000): number | null {
  if (!/^[+-]?\d{1,9}$/.test(text ?? '')) return null;
  const value = Number(text);
  return value >= least && value <= most ? value : null;
}

/** Reads an adjustment from the texts of its form: units found when counting, else units that came or went. */
export function readAdjustment(
  values: Values,
):
  | { readonly input: Omit<AdjustStockInput, 'idempotencyKey'>; readonly fieldErrors: null }
  | { readonly input: null; readonly fieldErrors: FieldErrors } {
  const { variantId = '', warehouseId = '', reason, units } = values;
  if (!isReason(reason)) return { input: null, fieldErrors: { reason: 'Please choose why.' } };
  const place = { variantId, warehouseId, reason };
  if (reason === 'COUNTED') {
    const counted = wholeNumber(units, 0);
    if (counted !== null) return { input: { ...place, counted }, fieldErrors: null };
    return { input: null, fieldErrors: { units: 'Please enter how many there are, 0 or more.' } };
  }
  const delta = wholeNumber(units, -100_000_000);
  if (delta) {
    // Nobody loses minus three lamps: what was lost goes, whichever sign was typed.
    return { input: { ...place, delta: reason === 'DAMAGED' ? -Math.abs(delta) : delta }, fieldErrors: null };
  }
  return {
    input: null,
    fieldErrors: { units: 'Please enter how many came, or with a minus how many went.' },
  };
}
