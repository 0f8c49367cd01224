import type { CreateFlashSaleInput } from './api/generated/graphql.ts';
import { parseDecimal } from './money.ts';

/** What the form of a flash sale says, as the API wants it, or what is wrong at which field. */
export type ReadFlashSale =
  | { readonly sale: Omit<CreateFlashSaleInput, 'idempotencyKey'>; readonly fieldErrors: null }
  | { readonly sale: null; readonly fieldErrors: Record<string, string> };

/** Reads a flash sale from the texts of its form: the price as a decimal, instants in UTC, the hold in minutes. */
export function readFlashSale(values: Readonly<Record<string, string>>): ReadFlashSale {
  const errors: Record<string, string> = {};
  const count = (field: string): number => {
    const text = values[field] ?? '';
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
    errors[field] = 'Please enter a whole number.';
    return 0;
  };
  const instant = (field: string): string => {
    const at = new Date(`${values[field] ?? ''}Z`);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
    errors[field] = 'Please enter date and time.';
    return '';
  };
  const priceMinor = parseDecimal(values.price ?? '', values.currency || 'USD');
  if (!priceMinor) errors.price = 'Please enter an amount such as 12.50.';
  if (!values.variantId) errors.variantId = 'Please choose a variant.';
  const sale = {
    variantId: values.variantId ?? '',
    priceMinor: priceMinor ?? 0,
    startsAt: instant('startsAt'),
    endsAt: instant('endsAt'),
    allocation: count('allocation'),
    limitPerBuyer: count('limitPerBuyer'),
    holdSeconds: count('holdMinutes') * 60,
  };
  if (sale.startsAt && sale.endsAt && sale.endsAt <= sale.startsAt)
    errors.endsAt = 'Please end it after the start.';
  if (sale.holdSeconds > 3_600) errors.holdMinutes = 'Please enter up to 60 minutes.';
  if (Object.keys(errors).length > 0) return { sale: null, fieldErrors: errors };
  return { sale, fieldErrors: null };
}
