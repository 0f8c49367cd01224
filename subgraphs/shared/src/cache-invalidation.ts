import type { EventType } from './events/catalogue.ts';

/**
 * What the gateway's cache must forget when something happens: the entity whose key is at a path in the event, or, without
 * a path, all of its type. Products that come and go change lists, so these are about all.
 */
export const cacheInvalidation = [
  { type: 'ProductPublished', typename: 'Product' },
  { type: 'ProductArchived', typename: 'Product' },
  { type: 'ProductChanged', typename: 'Product', key: 'data.productId' },
  { type: 'ProductChanged', typename: 'ProductVariant', key: 'data.variants.*.variantId' },
  { type: 'StockChanged', typename: 'ProductVariant', key: 'data.variantId' },
  { type: 'ReviewPublished', typename: 'Product', key: 'data.productId' },
  { type: 'UserProfileChanged', typename: 'Seller', key: 'data.userId' },
] as const satisfies readonly {
  readonly type: EventType;
  readonly typename: string;
  readonly key?: string;
}[];
