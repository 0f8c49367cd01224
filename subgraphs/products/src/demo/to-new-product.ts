import type { NewProduct } from '../product/create-product.ts';
import { type DemoCategory, type DemoProduct, houseBrand } from './demo-product.ts';
import { hasLook } from './pictures.ts';

/** A picture of a product: the object as it is, or painted in a colour. */
export type DemoPicture = { readonly picture: string; readonly colour: string | null };

/** Where a picture lies in the media bucket. */
export function pictureKey({ picture, colour }: DemoPicture): string {
  return `demo/${picture}${colour ? `-${colour.toLowerCase()}` : ''}.webp`;
}

/** The pictures of a product: the object itself first, then its other colours in their order. */
export function picturesOf(product: DemoProduct): DemoPicture[] {
  const own = { picture: product.picture, colour: null };
  if (!product.pictured) return [own];
  const choices = product.options?.Colour ?? product.options?.Wood ?? [];
  const others = choices.filter((colour) => colour !== product.pictured && hasLook(colour));
  return [own, ...others.map((colour) => ({ picture: product.picture, colour }))];
}

/** A demo product as one to create. */
export function toNewProduct(
  product: DemoProduct,
  category: DemoCategory,
  settings: { readonly mediaBaseUrl: string; readonly sellerId: string },
): NewProduct {
  const pictures = picturesOf(product);
  const sellerId = product.brand === houseBrand ? null : settings.sellerId;
  return {
    title: product.title,
    slug: product.slug,
    description: product.description,
    brand: product.brand,
    category: category.slug,
    status: 'ACTIVE',
    sellerId,
    actorId: sellerId,
    media: pictures.map((each) => ({
      url: `${settings.mediaBaseUrl}/${pictureKey(each)}`,
      alt: each.colour ? `${product.title} in ${each.colour.toLowerCase()}` : product.title,
      width: 256,
      height: 256,
    })),
    variants: choicesOf(product).map((options, index) => {
      const extra = options.reduce((sum, { value }) => sum + (product.extra?.[value] ?? 0), 0);
      const colour = options.find(({ value }) => pictures.some((each) => each.colour === value))?.value;
      return {
        sku: [product.sku, ...options.map(({ value }) => skuPart(value))].join('-'),
        priceMinor: product.price + extra,
        compareAtPriceMinor: product.was === undefined ? null : product.was + extra,
        options,
        weightGrams: product.grams,
        initialStock: product.stock[Math.min(index, product.stock.length - 1)] ?? 0,
        mediaIndex: colour ? pictures.findIndex((each) => each.colour === colour) : 0,
      };
    }),
  };
}

/** Every combination of a product's options. */
function choicesOf(product: DemoProduct): { name: string; value: string }[][] {
  return Object.entries(product.options ?? {}).reduce<{ name: string; value: string }[][]>(
    (choices, [name, values]) =>
      choices.flatMap((choice) => values.map((value) => [...choice, { name, value }])),
    [[]],
  );
}

function skuPart(value: string): string {
  return value
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '')
    .slice(0, 8);
}
