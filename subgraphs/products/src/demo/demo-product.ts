/** A product of the demo catalogue as its author writes it. */
export type DemoProduct = {
  readonly slug: string;
  readonly title: string;
  /** `Souk Basics` is the shop's own brand; everything else is sold by the demo seller. */
  readonly brand: string;
  /** Beginning of its variants' SKUs. */
  readonly sku: string;
  /** Code points of the object in the picture set. */
  readonly picture: string;
  /** US cents. */
  readonly price: number;
  /** Earlier price, US cents. */
  readonly was?: number;
  /** Every combination is a variant; a Colour gets a picture of its own unless it is the picture's. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
  /** The colour that the picture has as it is. */
  readonly pictured?: string;
  /** Added to the price for a choice, US cents. */
  readonly extra?: Readonly<Record<string, number>>;
  readonly grams: number;
  /** Units of each variant in order, the last number for all that follow. */
  readonly stock: readonly number[];
  readonly description: string;
  /** One review a line: stars | headline | text. */
  readonly reviews?: string;
};

export type DemoCategory = {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly picture: string;
  readonly products: readonly DemoProduct[];
};

export const houseBrand = 'Souk Basics';
