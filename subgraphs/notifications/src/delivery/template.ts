import type { SoukEvent } from '@souk/shared/events/catalogue';
import type { ConsumedBy } from '@souk/shared/topology';
import type { Language } from '../wording/language.ts';

export type Topic = ConsumedBy<'notifications'>;
export type DataOf<Type extends Topic> = SoukEvent<Type>['data'];

/** What a template has beside the event's data. */
export type Setting = {
  readonly language: Language;
  /** Public address of the store, without a slash at the end. */
  readonly storeUrl: string;
};

/** Writes a message from an event's data. Pure: the same event gives the same message, today and on a retry. */
export type Template<Type extends Topic, Message> = (data: DataOf<Type>, setting: Setting) => Message;

/** The path of an order's page in the store. */
export function orderPath(orderId: string): string {
  return `/orders/${encodeURIComponent(orderId)}`;
}

/** The path of an order's page in the office. */
export function officeOrderPath(orderId: string): string {
  return `/admin/orders/${encodeURIComponent(orderId)}`;
}

/** The path of the office's page about the stock of a variant. */
export function stockPath({ variantId }: { variantId: string }): string {
  return `/admin/warehouses?${new URLSearchParams({ variant: variantId })}`;
}

/** The path of a variant's page in the store. */
export function productPath({ productSlug, variantId }: { productSlug: string; variantId: string }): string {
  return `/products/${encodeURIComponent(productSlug)}?${new URLSearchParams({ variant: variantId })}`;
}
