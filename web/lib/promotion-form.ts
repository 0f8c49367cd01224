import type { PromotionInput, PromotionKind } from './api/generated/graphql.ts';
import { parseDecimal } from './money.ts';

/** What a promotion's form says, as the API wants it, or what is wrong at which field. */
export type ReadPromotion =
  | { readonly promotion: PromotionInput; readonly fieldErrors: null }
  | { readonly promotion: null; readonly fieldErrors: Record<string, string> };

const kinds: readonly PromotionKind[] = ['PERCENTAGE', 'AMOUNT', 'FREE_SHIPPING'];

/** Reads a promotion from the texts of its form: percent and amounts as decimals, instants in UTC, lists by comma. */
export function readPromotion(values: Readonly<Record<string, string>>): ReadPromotion {
  const errors: Record<string, string> = {};
  const currency = values.currency || 'USD';
  const kind = kinds.find((known) => known === values.kind) ?? 'PERCENTAGE';
  const amount = (field: string): number | undefined => {
    const text = values[field];
    if (!text) return undefined;
    const minor = parseDecimal(text, currency);
    if (minor === null) errors[field] = 'Please enter an amount such as 12.50.';
    return minor ?? undefined;
  };
  const count = (field: string): number | undefined => {
    const text = values[field];
    if (!text) return undefined;
    if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
    errors[field] = 'Please enter a whole number, or nothing.';
    return undefined;
  };
  const instant = (field: string): string | undefined => {
    const text = values[field];
    if (!text) return undefined;
    const at = new Date(`${text}Z`);
    if (!Number.isNaN(at.getTime())) return at.toISOString();
    errors[field] = 'Please enter date and time.';
    return undefined;
  };
  const list = (field: string): string[] => (values[field] ?? '').split(/[\s,]+/).filter(Boolean);

  if (!values.name) errors.name = 'Please enter a name; buyers see it.';
  const percent = /^\d{1,3}(?:[.,]\d{1,2})?$/.test(values.percent ?? '')
    ? Math.round(Number((values.percent ?? '').replace(',', '.')) * 100)
    : 0;
  if (kind === 'PERCENTAGE' && (percent < 1 || percent > 10_000))
    errors.percent = 'Please enter a share, up to 100.';
  const amountMinor = kind === 'AMOUNT' ? amount('amount') : undefined;
  if (kind === 'AMOUNT' && !amountMinor) errors.amount ??= 'Please enter an amount such as 12.50.';
  const promotion: PromotionInput = {
    name: values.name ?? '',
    code: values.code || null,
    kind,
    basisPoints: kind === 'PERCENTAGE' ? percent : null,
    amountMinor: amountMinor ?? null,
    currency,
    enabled: values.enabled === 'on',
    startsAt: instant('startsAt') ?? null,
    endsAt: instant('endsAt') ?? null,
    minimumSpendMinor: amount('minimumSpend') ?? 0,
    productIds: list('productIds'),
    categorySlugs: list('categorySlugs'),
    sellerIds: list('sellerIds'),
    customerIds: list('customerIds'),
    firstOrderOnly: values.firstOrderOnly === 'on',
    usageLimit: count('usageLimit') ?? null,
    usageLimitPerCustomer: count('usageLimitPerCustomer') ?? null,
    exclusive: values.exclusive === 'on',
    priority: Number.parseInt(values.priority || '0', 10) || 0,
  };
  if (Object.keys(errors).length > 0) return { promotion: null, fieldErrors: errors };
  return { promotion, fieldErrors: null };
}
