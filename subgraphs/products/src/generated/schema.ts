import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ProductRow } from '../product/product.entity.ts';
import type { VariantRow } from '../product/variant.entity.ts';
import type { FlashSale as FlashSaleRow, Place as PlaceRow } from '../flash-sale/flash-sale.ts';
import type { StockLevel as StockLevelRow } from '../stock/warehouse.repository.ts';
import type { StockMovement as StockMovementRow } from '../stock/movement.repository.ts';
import type { CategoryRow } from '../category/category.entity.ts';
import type { ReviewRow } from '../review/review.entity.ts';
import type { ProductPage, ProductPageEdge } from '../product/product.resolvers.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An ISO-4217 currency code in capitals, for example EUR. */
  CurrencyCode: { input: string; output: string; }
  /** An instant in UTC, ISO-8601 with milliseconds, for example 2026-11-21T09:30:00.000Z. */
  DateTime: { input: Date; output: Date; }
  /** A whole number between -(2^53 - 1) and 2^53 - 1. Anything else is refused. */
  SafeInt: { input: number; output: number; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** A stock movement. */
export type AdjustStockInput = {
  /** Units found when counting, reserved ones included; give this or `delta`. */
  counted?: InputMaybe<Scalars['Int']['input']>;
  /** Units to add (positive) or take (negative); give this or `counted`. */
  delta?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Why. */
  reason: StockAdjustmentReason;
  /** Which variant. */
  variantId: Scalars['ID']['input'];
  /** In which warehouse; the main one if absent. */
  warehouseId?: InputMaybe<Scalars['ID']['input']>;
};

/** Outcome of a stock movement. */
export type AdjustStockPayload = {
  __typename?: 'AdjustStockPayload';
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
  /** The variant with its new availability; null if refused. */
  variant?: Maybe<ProductVariant>;
};

/** Outcome of asking to be told, or of taking that back. */
export type BackInStockAlertPayload = {
  __typename?: 'BackInStockAlertPayload';
  /** Why not. */
  userErrors: Array<ProductsUserError>;
  /** The variant. */
  variant?: Maybe<ProductVariant>;
};

/** Who may be given a kept answer. */
export type CacheControlScope =
  /** The viewer it was made for. */
  | 'PRIVATE'
  /** Anybody. */
  | 'PUBLIC';

/** Which alert to take back. */
export type CancelBackInStockAlertInput = {
  /** The variant. */
  variantId: Scalars['ID']['input'];
};

/** A node of the category tree. */
export type Category = {
  __typename?: 'Category';
  /** A sentence about it. */
  description?: Maybe<Scalars['String']['output']>;
  /** Opaque id, `cat_…`. */
  id: Scalars['ID']['output'];
  /** A picture that stands for it. */
  imageUrl?: Maybe<Scalars['String']['output']>;
  /** Name. */
  name: Scalars['String']['output'];
  /** The category above. */
  parent?: Maybe<Category>;
  /** Number of active products in it and below. */
  productCount: Scalars['Int']['output'];
  /** Name in URLs, unique. */
  slug: Scalars['String']['output'];
};

/** A flash sale to announce. */
export type CreateFlashSaleInput = {
  /** Units to set aside, out of those that are free. */
  allocation: Scalars['Int']['input'];
  /** When it ends, at most 30 days later. */
  endsAt: Scalars['DateTime']['input'];
  /** For how long a place is held, 60 to 3,600 seconds; 600 if absent. */
  holdSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Units that one buyer may have; 1 if absent. */
  limitPerBuyer?: InputMaybe<Scalars['Int']['input']>;
  /** Net price of a unit, minor units of the variant's currency; lower than its price. */
  priceMinor: Scalars['SafeInt']['input'];
  /** When it begins. */
  startsAt: Scalars['DateTime']['input'];
  /** What is sold. */
  variantId: Scalars['ID']['input'];
  /** How many buyers may wait for units that come free; as many as units are set aside, if absent. */
  waitingLimit?: InputMaybe<Scalars['Int']['input']>;
};

/** A new product. */
export type CreateProductInput = {
  /** Brand or maker. */
  brand?: InputMaybe<Scalars['String']['input']>;
  /** Slug of the category. */
  category: Scalars['String']['input'];
  /** Description in plain text. */
  description: Scalars['String']['input'];
  /** Pictures. */
  media?: Array<ProductMediaInput>;
  /** Name in URLs; made from the title if absent. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** DRAFT or ACTIVE. */
  status?: ProductStatus;
  /** Title. */
  title: Scalars['String']['input'];
  /** Variants, at least one, at most 100. */
  variants: Array<ProductVariantInput>;
};

/** A warehouse to open. */
export type CreateWarehouseInput = {
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** Name, 1 to 80 characters. */
  name: Scalars['String']['input'];
  /** Lower numbers are taken from first. */
  priority?: Scalars['Int']['input'];
};

/** How many products have a value. */
export type FacetCount = {
  __typename?: 'FacetCount';
  /** Number of products. */
  count: Scalars['Int']['output'];
  /** Text to show for it. */
  label: Scalars['String']['output'];
  /** The value to filter by. */
  value: Scalars['String']['output'];
};

/** Units of one variant at a price of their own, for a time. */
export type FlashSale = {
  __typename?: 'FlashSale';
  /** Units set aside for it. */
  allocation: Scalars['Int']['output'];
  /** When places are given until. */
  endsAt: Scalars['DateTime']['output'];
  /** For how long a place is held for its buyer to check out, in seconds. */
  holdSeconds: Scalars['Int']['output'];
  /** Opaque id, `fls_…`. */
  id: Scalars['ID']['output'];
  /** Units that one buyer may have. */
  limitPerBuyer: Scalars['Int']['output'];
  /** The viewer's newest place in it. */
  myPlace?: Maybe<FlashSalePlace>;
  /** Net price of a unit in the sale. */
  price: Money;
  /** Units that nobody has a place for. */
  remaining: Scalars['Int']['output'];
  /** When places are given from. */
  startsAt: Scalars['DateTime']['output'];
  /** Where it stands. */
  status: FlashSaleStatus;
  /** What is sold. */
  variant: ProductVariant;
};

/** Outcome of announcing a flash sale. */
export type FlashSalePayload = {
  __typename?: 'FlashSalePayload';
  /** The sale; null if refused. */
  flashSale?: Maybe<FlashSale>;
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
};

/** A buyer's place in a flash sale. */
export type FlashSalePlace = {
  __typename?: 'FlashSalePlace';
  /** Proof of the hold while it lasts: pass it to addToCart as `flashSaleClaim`. */
  claim?: Maybe<Scalars['String']['output']>;
  /** The sale. */
  flashSale: FlashSale;
  /** Until when its units are held, while they are: the buyer has to check out by then. */
  holdExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Opaque id, `fsp_…`. */
  id: Scalars['ID']['output'];
  /** How many buyers are before it, while it waits. */
  position?: Maybe<Scalars['Int']['output']>;
  /** Units. */
  quantity: Scalars['Int']['output'];
  /** Where it stands. */
  status: FlashSalePlaceStatus;
};

/** Outcome of asking for a place, or of giving it up. */
export type FlashSalePlacePayload = {
  __typename?: 'FlashSalePlacePayload';
  /** The place; null if refused. */
  place?: Maybe<FlashSalePlace>;
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
};

/** Where a place in a flash sale stands. */
export type FlashSalePlaceStatus =
  /** The hold ran out before the order. */
  | 'EXPIRED'
  /** Its units are held. */
  | 'HELD'
  /** The buyer gave it up. */
  | 'LEFT'
  /** Its units belong to an order. */
  | 'ORDERED'
  /** It waited, and nothing came free. */
  | 'REFUSED'
  /** Its order was cancelled. */
  | 'RELEASED'
  /** All units are taken; it gets one if one comes free. */
  | 'WAITING';

/** Where a flash sale stands. */
export type FlashSaleStatus =
  /** It is over. */
  | 'ENDED'
  /** Places are given. */
  | 'OPEN'
  /** It has not begun. */
  | 'SCHEDULED'
  /** All units have a place; some may come free. */
  | 'SOLD_OUT';

/** A place to ask for. */
export type JoinFlashSaleInput = {
  /** Which sale. */
  flashSaleId: Scalars['ID']['input'];
  /** A key of the caller's choosing; the same key and body gets the same place. */
  idempotencyKey: Scalars['String']['input'];
  /** Units; 1 if absent. */
  quantity?: InputMaybe<Scalars['Int']['input']>;
};

/** A place to give up. */
export type LeaveFlashSaleInput = {
  /** Which place. */
  placeId: Scalars['ID']['input'];
};

/** A decision on a review. */
export type ModerateReviewInput = {
  /** Which review. */
  reviewId: Scalars['ID']['input'];
  /** PUBLISHED or REJECTED. */
  status: ReviewStatus;
};

/** An amount of money in whole minor units (cents for EUR), never a fraction. */
export type Money = {
  __typename?: 'Money';
  /** Amount in minor units of the currency: 1299 is 12.99 EUR. */
  amountMinor: Scalars['SafeInt']['output'];
  /** Currency of the amount. */
  currency: Scalars['CurrencyCode']['output'];
};

export type Mutation = {
  __typename?: 'Mutation';
  /** Add to or take from the stock of a variant, or set it after counting. */
  adjustStock: AdjustStockPayload;
  /** Take that back. */
  cancelBackInStockAlert: BackInStockAlertPayload;
  /** Announce a flash sale: units of a variant at a price of their own, for a time. They are set aside at once. */
  createFlashSale: FlashSalePayload;
  /** Create a product, as a draft or at once active. */
  createProduct: ProductPayload;
  /** Open a warehouse. Admins only. */
  createWarehouse: WarehousePayload;
  /**
   * Ask for a place in a flash sale that is on. Customers and guests may; a guest is who has a cart. Units that are left are
   * held for the buyer; when none is left but some may come free, the buyer waits in turn.
   */
  joinFlashSale: FlashSalePlacePayload;
  /** Give a place up, for the next one. */
  leaveFlashSale: FlashSalePlacePayload;
  /** Publish or reject a review. Admins only. */
  moderateReview: ReviewPayload;
  /**
   * Ask to be told once when a variant that is sold out can be had again. Customers are told at the address of their account,
   * guests at the one given.
   */
  requestBackInStockAlert: BackInStockAlertPayload;
  /** Say when the stock of a variant counts as low. */
  setLowStockThreshold: AdjustStockPayload;
  /** Review a product that the viewer has bought. One review per product and customer; a second one replaces the first. */
  submitReview: ReviewPayload;
  /** Move free units of a variant from one warehouse to another. */
  transferStock: AdjustStockPayload;
  /** Change a product; absent fields stay. */
  updateProduct: ProductPayload;
  /** Rename a warehouse, change when it is taken from, or give it up; absent fields stay. Admins only. */
  updateWarehouse: WarehousePayload;
};


export type MutationAdjustStockArgs = {
  input: AdjustStockInput;
};


export type MutationCancelBackInStockAlertArgs = {
  input: CancelBackInStockAlertInput;
};


export type MutationCreateFlashSaleArgs = {
  input: CreateFlashSaleInput;
};


export type MutationCreateProductArgs = {
  input: CreateProductInput;
};


export type MutationCreateWarehouseArgs = {
  input: CreateWarehouseInput;
};


export type MutationJoinFlashSaleArgs = {
  input: JoinFlashSaleInput;
};


export type MutationLeaveFlashSaleArgs = {
  input: LeaveFlashSaleInput;
};


export type MutationModerateReviewArgs = {
  input: ModerateReviewInput;
};


export type MutationRequestBackInStockAlertArgs = {
  input: RequestBackInStockAlertInput;
};


export type MutationSetLowStockThresholdArgs = {
  input: SetLowStockThresholdInput;
};


export type MutationSubmitReviewArgs = {
  input: SubmitReviewInput;
};


export type MutationTransferStockArgs = {
  input: TransferStockInput;
};


export type MutationUpdateProductArgs = {
  input: UpdateProductInput;
};


export type MutationUpdateWarehouseArgs = {
  input: UpdateWarehouseInput;
};

/** Where a page of a connection lies in the whole list. */
export type PageInfo = {
  __typename?: 'PageInfo';
  /** Cursor of the last item of this page: pass it as `after` for the next page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there are items after this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether there are items before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item of this page. */
  startCursor?: Maybe<Scalars['String']['output']>;
};

/** Something sold in one or more variants. */
export type Product = {
  __typename?: 'Product';
  /** Brand or maker. */
  brand?: Maybe<Scalars['String']['output']>;
  /** The category it is listed in. */
  category?: Maybe<Category>;
  /** When it was created. */
  createdAt: Scalars['DateTime']['output'];
  /** Description in plain text; blank lines part paragraphs. */
  description: Scalars['String']['output'];
  /** Opaque id, `prod_…`. */
  id: Scalars['ID']['output'];
  /** Pictures, the first is the main one. */
  media: Array<ProductMedia>;
  /** The options that tell the variants apart, in display order. */
  options: Array<ProductOption>;
  /** Lowest price of the variants. */
  priceFrom: Money;
  /** Average of the published reviews. */
  rating: Rating;
  /** Other products of its kind that shoppers may like. */
  related: Array<Product>;
  /** Published reviews, newest first. */
  reviews: ReviewConnection;
  /** Who sells it. */
  seller?: Maybe<Seller>;
  /** Name in URLs, unique. */
  slug: Scalars['String']['output'];
  /** Where it stands in its life. */
  status: ProductStatus;
  /** Title. */
  title: Scalars['String']['output'];
  /** When it was last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** What can be bought, in display order. */
  variants: Array<ProductVariant>;
  /** Number of changes so far; send it as expectedVersion. */
  version: Scalars['Int']['output'];
};


/** Something sold in one or more variants. */
export type ProductRelatedArgs = {
  first?: Scalars['Int']['input'];
};


/** Something sold in one or more variants. */
export type ProductReviewsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A page of products. */
export type ProductConnection = {
  __typename?: 'ProductConnection';
  /** The products of this page. */
  edges: Array<ProductEdge>;
  /** Counts to offer as filters, for the same search and conditions. */
  facets?: Maybe<ProductFacets>;
  /** Where the page lies. */
  pageInfo: PageInfo;
  /** Number of products in the whole list; counted only when asked for. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

/** A product in a page. */
export type ProductEdge = {
  __typename?: 'ProductEdge';
  /** Position of the product. */
  cursor: Scalars['String']['output'];
  /** The product. */
  node: Product;
};

/** Counts for filters. */
export type ProductFacets = {
  __typename?: 'ProductFacets';
  /** Products per brand, most first, at most 20. */
  brands: Array<FacetCount>;
  /** Products per category. */
  categories: Array<FacetCount>;
  /** Highest price among the products, minor units. */
  priceMaxMinor?: Maybe<Scalars['SafeInt']['output']>;
  /** Lowest price among the products, minor units. */
  priceMinMinor?: Maybe<Scalars['SafeInt']['output']>;
};

/** A picture. */
export type ProductMedia = {
  __typename?: 'ProductMedia';
  /** What the picture shows, for those who cannot see it. */
  alt: Scalars['String']['output'];
  /** Height in pixels. */
  height?: Maybe<Scalars['Int']['output']>;
  /** Where the picture can be loaded. */
  url: Scalars['String']['output'];
  /** Width in pixels. */
  width?: Maybe<Scalars['Int']['output']>;
};

/** A picture of a product. */
export type ProductMediaInput = {
  /** What it shows. */
  alt: Scalars['String']['input'];
  /** https URL of the picture. */
  url: Scalars['String']['input'];
};

/** An option such as Size, with its values in display order. */
export type ProductOption = {
  __typename?: 'ProductOption';
  /** Name, for example `Size`. */
  name: Scalars['String']['output'];
  /** Values, for example S, M, L. */
  values: Array<Scalars['String']['output']>;
};

/** Outcome of a change to a product. */
export type ProductPayload = {
  __typename?: 'ProductPayload';
  /** The product as changed; null if refused. */
  product?: Maybe<Product>;
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
};

/** Orders of a product list; the id breaks ties. */
export type ProductSort =
  /** Most bought first. */
  | 'BEST_SELLING'
  /** Newest first. */
  | 'NEWEST'
  /** Cheapest first. */
  | 'PRICE_ASC'
  /** Dearest first. */
  | 'PRICE_DESC'
  /** Best rated first. */
  | 'RATING'
  /** Best match of the search first. */
  | 'RELEVANCE'
  /** By title, A to Z. */
  | 'TITLE';

/** Where a product stands in its life. */
export type ProductStatus =
  /** On sale. */
  | 'ACTIVE'
  /** Taken off sale for good; orders keep their copies. */
  | 'ARCHIVED'
  /** Not visible to shoppers yet. */
  | 'DRAFT';

/** What is bought: a product in one choice of its options. */
export type ProductVariant = {
  __typename?: 'ProductVariant';
  /** How many can be bought now; reservations are taken off. */
  availableQuantity: Scalars['Int']['output'];
  /** Whether the viewer waits to be told that it can be had again. */
  backInStockAlertRequested: Scalars['Boolean']['output'];
  /** Earlier price to strike through, if the variant is reduced. */
  compareAtPrice?: Maybe<Money>;
  /** The flash sale of it that is on, or the next one. */
  flashSale?: Maybe<FlashSale>;
  /** Opaque id, `var_…`. */
  id: Scalars['ID']['output'];
  /** Units at which its stock counts as low and its seller is told. Its seller and admins; null for other sellers. */
  lowStockThreshold?: Maybe<Scalars['Int']['output']>;
  /** The picture that shows this variant. */
  media?: Maybe<ProductMedia>;
  /** Net price, before tax. */
  price: Money;
  /** The product it belongs to. */
  product: Product;
  /** The variant's choice for each option. */
  selectedOptions: Array<SelectedOption>;
  /** Stock keeping unit, unique. */
  sku: Scalars['String']['output'];
  /** What each warehouse has of it. Its seller and admins; null for other sellers. */
  stock?: Maybe<Array<StockLevel>>;
  /** What came in and went out, newest first. Its seller and admins; null for other sellers. */
  stockMovements?: Maybe<StockMovementConnection>;
  /** Title of the variant, for example `Black / M`. */
  title: Scalars['String']['output'];
};


/** What is bought: a product in one choice of its options. */
export type ProductVariantStockMovementsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A variant of a product. */
export type ProductVariantInput = {
  /** Earlier price in minor units. */
  compareAtPriceMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Currency; the shop's own if absent. */
  currency?: InputMaybe<Scalars['CurrencyCode']['input']>;
  /** Units in stock at the start. */
  initialStock?: Scalars['Int']['input'];
  /** Which of the product's pictures shows the variant, counted from 0; the first if absent. */
  mediaIndex?: InputMaybe<Scalars['Int']['input']>;
  /** The choice for each option. */
  options?: Array<SelectedOptionInput>;
  /** Net price in minor units. */
  priceMinor: Scalars['SafeInt']['input'];
  /** Stock keeping unit, unique in the shop. */
  sku: Scalars['String']['input'];
  /** Title; made from the options if absent. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** Weight in grams, for shipping. */
  weightGrams?: Scalars['Int']['input'];
};

/** Conditions for products; all given ones must hold, an empty one holds for every product. */
export type ProductWhere = {
  /** Brands. */
  brands?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Slug of a category; products of the categories below it count too. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Only products with at least one variant that can be bought now (true), or none (false). */
  inStock?: InputMaybe<Scalars['Boolean']['input']>;
  /** Lowest average rating, 1 to 5. */
  minRating?: InputMaybe<Scalars['Float']['input']>;
  /** Only the viewer's own products (sellers). */
  mine?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only reduced products. */
  onSale?: InputMaybe<Scalars['Boolean']['input']>;
  /** Highest price in minor units. */
  priceMaxMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Lowest price in minor units. */
  priceMinMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Ids of sellers. */
  sellerIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Stages; shoppers see ACTIVE ones only, whatever is asked. */
  statuses?: InputMaybe<Array<ProductStatus>>;
};

/** What the products subgraph may refuse, and why. */
export type ProductsErrorCode =
  /** The key was used before with another body. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** More would be taken than is in stock and free. */
  | 'INSUFFICIENT_STOCK'
  /** A field's content is not acceptable. */
  | 'INVALID_INPUT'
  /** The variant can be had now, so there is nothing to wait for. */
  | 'IN_STOCK'
  /** The buyer has as many as one may have: units of a flash sale, or alerts that wait. */
  | 'LIMIT_REACHED'
  /** Only customers whose order of the product was confirmed may review it. */
  | 'NOT_A_BUYER'
  /** No such thing, or not the viewer's. */
  | 'NOT_FOUND'
  /** The price of a flash sale is not lower than the variant's usual one. */
  | 'PRICE_NOT_LOWER'
  /** The flash sale has not begun, or is over. */
  | 'SALE_NOT_OPEN'
  /** The SKU belongs to another variant. */
  | 'SKU_TAKEN'
  /** The slug belongs to another product. */
  | 'SLUG_TAKEN'
  /** All units have a place, and the waiting room is full. */
  | 'SOLD_OUT'
  /** The product has changed since the version given. */
  | 'STALE_VERSION'
  /** The warehouse was given up. */
  | 'WAREHOUSE_INACTIVE'
  /** Goods lie in the warehouse, or are held there. */
  | 'WAREHOUSE_NOT_EMPTY';

/** Something the caller can act on. */
export type ProductsUserError = {
  __typename?: 'ProductsUserError';
  /** Stable code. */
  code: ProductsErrorCode;
  /** Path of the input field at fault. */
  field?: Maybe<Array<Scalars['String']['output']>>;
  /** Text for developers; translate by code for users. */
  message: Scalars['String']['output'];
};

export type Query = {
  __typename?: 'Query';
  /** All categories as a flat list in display order. */
  categories: Array<Category>;
  /** One category by slug. */
  category?: Maybe<Category>;
  /** One flash sale by id, also when it is over. */
  flashSale?: Maybe<FlashSale>;
  /** Flash sales that are on or to come, the next to end first; at most 100. */
  flashSales: Array<FlashSale>;
  /** One product by id or by slug; give exactly one. */
  product?: Maybe<Product>;
  /** One variant by id or by SKU; give exactly one. The visibility of its product is its own. */
  productVariant?: Maybe<ProductVariant>;
  /** Products that the viewer may see: active ones for shoppers, own drafts too for sellers, all for admins. */
  products: ProductConnection;
  /** All warehouses, in the order in which they are taken from. Sellers and admins. */
  warehouses: Array<Warehouse>;
};


export type QueryCategoryArgs = {
  slug: Scalars['String']['input'];
};


export type QueryFlashSaleArgs = {
  id: Scalars['ID']['input'];
};


export type QueryProductArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductVariantArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  sku?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProductsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
  sort?: InputMaybe<ProductSort>;
  where?: InputMaybe<ProductWhere>;
};

/** Average of reviews. */
export type Rating = {
  __typename?: 'Rating';
  /** Mean of the stars, 1 to 5; null without reviews. */
  average?: Maybe<Scalars['Float']['output']>;
  /** Number of published reviews. */
  count: Scalars['Int']['output'];
};

/** Who wants to be told of what. */
export type RequestBackInStockAlertInput = {
  /** Where to write to; guests must give it, customers are told at the address of their account. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Language to write in, a BCP-47 tag; English where absent. */
  locale?: InputMaybe<Scalars['String']['input']>;
  /** The variant that is sold out. */
  variantId: Scalars['ID']['input'];
};

/** A customer's opinion of a product. */
export type Review = {
  __typename?: 'Review';
  /** Who wrote it. */
  author?: Maybe<User>;
  /** Name the author is shown by. */
  authorName: Scalars['String']['output'];
  /** Text. */
  body: Scalars['String']['output'];
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** Opaque id, `rev_…`. */
  id: Scalars['ID']['output'];
  /** Stars, 1 to 5. */
  rating: Scalars['Int']['output'];
  /** Whether it is visible. */
  status: ReviewStatus;
  /** Headline. */
  title?: Maybe<Scalars['String']['output']>;
  /** Whether the author bought the product here. */
  verifiedBuyer: Scalars['Boolean']['output'];
};

/** A page of reviews. */
export type ReviewConnection = {
  __typename?: 'ReviewConnection';
  /** The reviews of this page. */
  edges: Array<ReviewEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A review in a page. */
export type ReviewEdge = {
  __typename?: 'ReviewEdge';
  /** Position of the review. */
  cursor: Scalars['String']['output'];
  /** The review. */
  node: Review;
};

/** Outcome of a change to a review. */
export type ReviewPayload = {
  __typename?: 'ReviewPayload';
  /** The review as changed; null if refused. */
  review?: Maybe<Review>;
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
};

/** Whether a review is visible. */
export type ReviewStatus =
  /** Waits for an admin. */
  | 'PENDING'
  /** Visible to all. */
  | 'PUBLISHED'
  /** Refused by an admin. */
  | 'REJECTED';

/** A variant's choice for an option. */
export type SelectedOption = {
  __typename?: 'SelectedOption';
  /** Name of the option. */
  name: Scalars['String']['output'];
  /** The choice. */
  value: Scalars['String']['output'];
};

/** A variant's choice for an option. */
export type SelectedOptionInput = {
  /** Name of the option. */
  name: Scalars['String']['input'];
  /** The choice. */
  value: Scalars['String']['input'];
};

export type Seller = {
  __typename?: 'Seller';
  id: Scalars['ID']['output'];
};

/** When stock counts as low. */
export type SetLowStockThresholdInput = {
  /** Units at which it is low; absent for the shop's own, 5. */
  threshold?: InputMaybe<Scalars['Int']['input']>;
  /** Which variant. */
  variantId: Scalars['ID']['input'];
};

/** Why stock was adjusted. */
export type StockAdjustmentReason =
  /** A mistake is put right. */
  | 'CORRECTION'
  /** Goods were counted. */
  | 'COUNTED'
  /** Goods were lost or damaged. */
  | 'DAMAGED'
  /** Goods came in. */
  | 'RECEIVED'
  /** Goods came back from a customer. */
  | 'RETURNED';

/** A variant's units in a warehouse. */
export type StockLevel = {
  __typename?: 'StockLevel';
  /** Units that can be bought. */
  available: Scalars['Int']['output'];
  /** Units held for orders. */
  reserved: Scalars['Int']['output'];
  /** Where they lie. */
  warehouse: Warehouse;
};

/** Units of a variant that came into a warehouse or went out of it: an entry of the ledger, which never changes. */
export type StockMovement = {
  __typename?: 'StockMovement';
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Units that came, or went if negative. */
  delta: Scalars['Int']['output'];
  /** Opaque id. */
  id: Scalars['ID']['output'];
  /** Why. */
  kind: StockMovementKind;
  /** What it belongs to: an order, a return, or the key of an adjustment. */
  reference?: Maybe<Scalars['String']['output']>;
  /** Where. */
  warehouse: Warehouse;
};

/** A page of movements of stock. */
export type StockMovementConnection = {
  __typename?: 'StockMovementConnection';
  /** The movements of this page. */
  edges: Array<StockMovementEdge>;
  /** Where the page lies. */
  pageInfo: PageInfo;
};

/** A movement of stock in a page. */
export type StockMovementEdge = {
  __typename?: 'StockMovementEdge';
  /** Position of the movement. */
  cursor: Scalars['String']['output'];
  /** The movement. */
  node: StockMovement;
};

/** Why stock moved. */
export type StockMovementKind =
  /** A mistake was put right. */
  | 'CORRECTION'
  /** Goods were counted. */
  | 'COUNTED'
  /** Goods were lost or damaged. */
  | 'DAMAGED'
  /** The variant was created with it. */
  | 'INITIAL'
  /** Goods came in. */
  | 'RECEIVED'
  /** Goods of a return or of cancelled lines came back. */
  | 'RESTOCKED'
  /** Goods came back from a customer, noted by hand. */
  | 'RETURNED'
  /** Sold to an order. */
  | 'SOLD'
  /** Moved from another warehouse, or to one. */
  | 'TRANSFERRED'
  /** A sale was undone. */
  | 'UNSOLD';

/** A review to submit. */
export type SubmitReviewInput = {
  /** Text, 1 to 4,000 characters. */
  body: Scalars['String']['input'];
  /** Which product. */
  productId: Scalars['ID']['input'];
  /** Stars, 1 to 5. */
  rating: Scalars['Int']['input'];
  /** Headline, at most 120 characters. */
  title?: InputMaybe<Scalars['String']['input']>;
};

export type Subscription = {
  __typename?: 'Subscription';
  /** The viewer's place in a flash sale now, and again whenever it moves. */
  flashSalePlaceUpdated?: Maybe<FlashSalePlace>;
  /** Availability of a variant now, and again after each change. */
  stockChanged?: Maybe<ProductVariant>;
};


export type SubscriptionFlashSalePlaceUpdatedArgs = {
  placeId: Scalars['ID']['input'];
};


export type SubscriptionStockChangedArgs = {
  variantId: Scalars['ID']['input'];
};

/** Units to move between warehouses. */
export type TransferStockInput = {
  /** Where they are. */
  fromWarehouseId: Scalars['ID']['input'];
  /** A key of the caller's choosing; the same key and body replays the answer. */
  idempotencyKey: Scalars['String']['input'];
  /** How many. */
  quantity: Scalars['Int']['input'];
  /** Where they go. */
  toWarehouseId: Scalars['ID']['input'];
  /** Which variant. */
  variantId: Scalars['ID']['input'];
};

/** Changes to a product. */
export type UpdateProductInput = {
  /** Variants to add. */
  addVariants?: InputMaybe<Array<ProductVariantInput>>;
  /** Brand or maker. */
  brand?: InputMaybe<Scalars['String']['input']>;
  /** Slug of the category. */
  category?: InputMaybe<Scalars['String']['input']>;
  /** Description in plain text. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Version that the change is based on; another one in force refuses the change. */
  expectedVersion?: InputMaybe<Scalars['Int']['input']>;
  /** All pictures, in order. */
  media?: InputMaybe<Array<ProductMediaInput>>;
  /** New prices of variants. */
  prices?: InputMaybe<Array<VariantPriceInput>>;
  /** Which product. */
  productId: Scalars['ID']['input'];
  /** Stage. */
  status?: InputMaybe<ProductStatus>;
  /** Title. */
  title?: InputMaybe<Scalars['String']['input']>;
};

/** Changes to a warehouse; absent fields stay. */
export type UpdateWarehouseInput = {
  /** False gives it up, which needs it to be empty; true takes it back into use. The main warehouse stays. */
  active?: InputMaybe<Scalars['Boolean']['input']>;
  /** Which warehouse. */
  id: Scalars['ID']['input'];
  /** Name, 1 to 80 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Lower numbers are taken from first. */
  priority?: InputMaybe<Scalars['Int']['input']>;
};

export type User = {
  __typename?: 'User';
  id: Scalars['ID']['output'];
};

/** A new price of a variant. */
export type VariantPriceInput = {
  /** Earlier price in minor units; null removes it. */
  compareAtPriceMinor?: InputMaybe<Scalars['SafeInt']['input']>;
  /** Net price in minor units. */
  priceMinor: Scalars['SafeInt']['input'];
  /** Which variant. */
  variantId: Scalars['ID']['input'];
};

/** Where goods lie. */
export type Warehouse = {
  __typename?: 'Warehouse';
  /** False for one that was given up: it is empty, and nothing comes into it. */
  active: Scalars['Boolean']['output'];
  /** Opaque id, `wh_…`. */
  id: Scalars['ID']['output'];
  /** Name. */
  name: Scalars['String']['output'];
  /** Warehouses of lower numbers are taken from first; one that has all of an order goes before. */
  priority: Scalars['Int']['output'];
};

/** Outcome of a change to a warehouse. */
export type WarehousePayload = {
  __typename?: 'WarehousePayload';
  /** Why it was refused; empty on success. */
  userErrors: Array<ProductsUserError>;
  /** The warehouse as changed; null if refused. */
  warehouse?: Maybe<Warehouse>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Category: Category;
  FlashSale: FlashSale;
  Product: Product;
  ProductVariant: ProductVariant;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Category:
    ( { __typename: 'Category' }
    & ( GraphQLRecursivePick<FederationTypes['Category'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Category'], {"slug":true}> ) );
  FlashSale:
    ( { __typename: 'FlashSale' }
    & GraphQLRecursivePick<FederationTypes['FlashSale'], {"id":true}> );
  Product:
    ( { __typename: 'Product' }
    & ( GraphQLRecursivePick<FederationTypes['Product'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Product'], {"slug":true}> ) );
  ProductVariant:
    ( { __typename: 'ProductVariant' }
    & ( GraphQLRecursivePick<FederationTypes['ProductVariant'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ProductVariant'], {"sku":true}> ) );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AdjustStockInput: AdjustStockInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AdjustStockPayload: ResolverTypeWrapper<Omit<AdjustStockPayload, 'variant'> & { variant?: Maybe<ResolversTypes['ProductVariant']> }>;
  BackInStockAlertPayload: ResolverTypeWrapper<Omit<BackInStockAlertPayload, 'variant'> & { variant?: Maybe<ResolversTypes['ProductVariant']> }>;
  CacheControlScope: CacheControlScope;
  CancelBackInStockAlertInput: CancelBackInStockAlertInput;
  Category: ResolverTypeWrapper<CategoryRow>;
  CreateFlashSaleInput: CreateFlashSaleInput;
  CreateProductInput: CreateProductInput;
  CreateWarehouseInput: CreateWarehouseInput;
  CurrencyCode: ResolverTypeWrapper<Scalars['CurrencyCode']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  FacetCount: ResolverTypeWrapper<FacetCount>;
  FlashSale: ResolverTypeWrapper<FlashSaleRow>;
  FlashSalePayload: ResolverTypeWrapper<Omit<FlashSalePayload, 'flashSale'> & { flashSale?: Maybe<ResolversTypes['FlashSale']> }>;
  FlashSalePlace: ResolverTypeWrapper<PlaceRow>;
  FlashSalePlacePayload: ResolverTypeWrapper<Omit<FlashSalePlacePayload, 'place'> & { place?: Maybe<ResolversTypes['FlashSalePlace']> }>;
  FlashSalePlaceStatus: FlashSalePlaceStatus;
  FlashSaleStatus: FlashSaleStatus;
  JoinFlashSaleInput: JoinFlashSaleInput;
  LeaveFlashSaleInput: LeaveFlashSaleInput;
  ModerateReviewInput: ModerateReviewInput;
  Money: ResolverTypeWrapper<Money>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Product: ResolverTypeWrapper<ProductRow>;
  ProductConnection: ResolverTypeWrapper<ProductPage>;
  ProductEdge: ResolverTypeWrapper<ProductPageEdge>;
  ProductFacets: ResolverTypeWrapper<ProductFacets>;
  ProductMedia: ResolverTypeWrapper<ProductMedia>;
  ProductMediaInput: ProductMediaInput;
  ProductOption: ResolverTypeWrapper<ProductOption>;
  ProductPayload: ResolverTypeWrapper<Omit<ProductPayload, 'product'> & { product?: Maybe<ResolversTypes['Product']> }>;
  ProductSort: ProductSort;
  ProductStatus: ProductStatus;
  ProductVariant: ResolverTypeWrapper<VariantRow>;
  ProductVariantInput: ProductVariantInput;
  ProductWhere: ProductWhere;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ProductsErrorCode: ProductsErrorCode;
  ProductsUserError: ResolverTypeWrapper<ProductsUserError>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Rating: ResolverTypeWrapper<Rating>;
  RequestBackInStockAlertInput: RequestBackInStockAlertInput;
  Review: ResolverTypeWrapper<ReviewRow>;
  ReviewConnection: ResolverTypeWrapper<Omit<ReviewConnection, 'edges'> & { edges: Array<ResolversTypes['ReviewEdge']> }>;
  ReviewEdge: ResolverTypeWrapper<Omit<ReviewEdge, 'node'> & { node: ResolversTypes['Review'] }>;
  ReviewPayload: ResolverTypeWrapper<Omit<ReviewPayload, 'review'> & { review?: Maybe<ResolversTypes['Review']> }>;
  ReviewStatus: ReviewStatus;
  SafeInt: ResolverTypeWrapper<Scalars['SafeInt']['output']>;
  SelectedOption: ResolverTypeWrapper<SelectedOption>;
  SelectedOptionInput: SelectedOptionInput;
  Seller: ResolverTypeWrapper<Seller>;
  SetLowStockThresholdInput: SetLowStockThresholdInput;
  StockAdjustmentReason: StockAdjustmentReason;
  StockLevel: ResolverTypeWrapper<StockLevelRow>;
  StockMovement: ResolverTypeWrapper<StockMovementRow>;
  StockMovementConnection: ResolverTypeWrapper<Omit<StockMovementConnection, 'edges'> & { edges: Array<ResolversTypes['StockMovementEdge']> }>;
  StockMovementEdge: ResolverTypeWrapper<Omit<StockMovementEdge, 'node'> & { node: ResolversTypes['StockMovement'] }>;
  StockMovementKind: StockMovementKind;
  SubmitReviewInput: SubmitReviewInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TransferStockInput: TransferStockInput;
  UpdateProductInput: UpdateProductInput;
  UpdateWarehouseInput: UpdateWarehouseInput;
  User: ResolverTypeWrapper<User>;
  VariantPriceInput: VariantPriceInput;
  Warehouse: ResolverTypeWrapper<Warehouse>;
  WarehousePayload: ResolverTypeWrapper<WarehousePayload>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AdjustStockInput: AdjustStockInput;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AdjustStockPayload: Omit<AdjustStockPayload, 'variant'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']> };
  BackInStockAlertPayload: Omit<BackInStockAlertPayload, 'variant'> & { variant?: Maybe<ResolversParentTypes['ProductVariant']> };
  CancelBackInStockAlertInput: CancelBackInStockAlertInput;
  Category: CategoryRow;
  CreateFlashSaleInput: CreateFlashSaleInput;
  CreateProductInput: CreateProductInput;
  CreateWarehouseInput: CreateWarehouseInput;
  CurrencyCode: Scalars['CurrencyCode']['output'];
  DateTime: Scalars['DateTime']['output'];
  FacetCount: FacetCount;
  FlashSale: FlashSaleRow;
  FlashSalePayload: Omit<FlashSalePayload, 'flashSale'> & { flashSale?: Maybe<ResolversParentTypes['FlashSale']> };
  FlashSalePlace: PlaceRow;
  FlashSalePlacePayload: Omit<FlashSalePlacePayload, 'place'> & { place?: Maybe<ResolversParentTypes['FlashSalePlace']> };
  JoinFlashSaleInput: JoinFlashSaleInput;
  LeaveFlashSaleInput: LeaveFlashSaleInput;
  ModerateReviewInput: ModerateReviewInput;
  Money: Money;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Product: ProductRow;
  ProductConnection: ProductPage;
  ProductEdge: ProductPageEdge;
  ProductFacets: ProductFacets;
  ProductMedia: ProductMedia;
  ProductMediaInput: ProductMediaInput;
  ProductOption: ProductOption;
  ProductPayload: Omit<ProductPayload, 'product'> & { product?: Maybe<ResolversParentTypes['Product']> };
  ProductVariant: VariantRow;
  ProductVariantInput: ProductVariantInput;
  ProductWhere: ProductWhere;
  Float: Scalars['Float']['output'];
  ProductsUserError: ProductsUserError;
  Query: Record<PropertyKey, never>;
  Rating: Rating;
  RequestBackInStockAlertInput: RequestBackInStockAlertInput;
  Review: ReviewRow;
  ReviewConnection: Omit<ReviewConnection, 'edges'> & { edges: Array<ResolversParentTypes['ReviewEdge']> };
  ReviewEdge: Omit<ReviewEdge, 'node'> & { node: ResolversParentTypes['Review'] };
  ReviewPayload: Omit<ReviewPayload, 'review'> & { review?: Maybe<ResolversParentTypes['Review']> };
  SafeInt: Scalars['SafeInt']['output'];
  SelectedOption: SelectedOption;
  SelectedOptionInput: SelectedOptionInput;
  Seller: Seller;
  SetLowStockThresholdInput: SetLowStockThresholdInput;
  StockLevel: StockLevelRow;
  StockMovement: StockMovementRow;
  StockMovementConnection: Omit<StockMovementConnection, 'edges'> & { edges: Array<ResolversParentTypes['StockMovementEdge']> };
  StockMovementEdge: Omit<StockMovementEdge, 'node'> & { node: ResolversParentTypes['StockMovement'] };
  SubmitReviewInput: SubmitReviewInput;
  Subscription: Record<PropertyKey, never>;
  TransferStockInput: TransferStockInput;
  UpdateProductInput: UpdateProductInput;
  UpdateWarehouseInput: UpdateWarehouseInput;
  User: User;
  VariantPriceInput: VariantPriceInput;
  Warehouse: Warehouse;
  WarehousePayload: WarehousePayload;
  Boolean: Scalars['Boolean']['output'];
  Int: Scalars['Int']['output'];
};

export type CacheControlDirectiveArgs = {
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<CacheControlScope>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AdjustStockPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AdjustStockPayload'] = ResolversParentTypes['AdjustStockPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type BackInStockAlertPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BackInStockAlertPayload'] = ResolversParentTypes['BackInStockAlertPayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
};

export type CategoryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Category'] = ResolversParentTypes['Category'], FederationReferenceType extends FederationReferenceTypes['Category'] = FederationReferenceTypes['Category']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Category']> | FederationReferenceType, FederationReferenceType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  productCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export interface CurrencyCodeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['CurrencyCode'], any> {
  name: 'CurrencyCode';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type FacetCountResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FacetCount'] = ResolversParentTypes['FacetCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FlashSaleResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlashSale'] = ResolversParentTypes['FlashSale'], FederationReferenceType extends FederationReferenceTypes['FlashSale'] = FederationReferenceTypes['FlashSale']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['FlashSale']> | FederationReferenceType, FederationReferenceType, ContextType>;
  allocation?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  holdSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  limitPerBuyer?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  myPlace?: Resolver<Maybe<ResolversTypes['FlashSalePlace']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  remaining?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FlashSaleStatus'], ParentType, ContextType>;
  variant?: Resolver<ResolversTypes['ProductVariant'], ParentType, ContextType>;
};

export type FlashSalePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlashSalePayload'] = ResolversParentTypes['FlashSalePayload']> = {
  flashSale?: Resolver<Maybe<ResolversTypes['FlashSale']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
};

export type FlashSalePlaceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlashSalePlace'] = ResolversParentTypes['FlashSalePlace']> = {
  claim?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  flashSale?: Resolver<ResolversTypes['FlashSale'], ParentType, ContextType>;
  holdExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  quantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['FlashSalePlaceStatus'], ParentType, ContextType>;
};

export type FlashSalePlacePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FlashSalePlacePayload'] = ResolversParentTypes['FlashSalePlacePayload']> = {
  place?: Resolver<Maybe<ResolversTypes['FlashSalePlace']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
};

export type MoneyResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Money'] = ResolversParentTypes['Money']> = {
  amountMinor?: Resolver<ResolversTypes['SafeInt'], ParentType, ContextType>;
  currency?: Resolver<ResolversTypes['CurrencyCode'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  adjustStock?: Resolver<ResolversTypes['AdjustStockPayload'], ParentType, ContextType, RequireFields<MutationAdjustStockArgs, 'input'>>;
  cancelBackInStockAlert?: Resolver<ResolversTypes['BackInStockAlertPayload'], ParentType, ContextType, RequireFields<MutationCancelBackInStockAlertArgs, 'input'>>;
  createFlashSale?: Resolver<ResolversTypes['FlashSalePayload'], ParentType, ContextType, RequireFields<MutationCreateFlashSaleArgs, 'input'>>;
  createProduct?: Resolver<ResolversTypes['ProductPayload'], ParentType, ContextType, RequireFields<MutationCreateProductArgs, 'input'>>;
  createWarehouse?: Resolver<ResolversTypes['WarehousePayload'], ParentType, ContextType, RequireFields<MutationCreateWarehouseArgs, 'input'>>;
  joinFlashSale?: Resolver<ResolversTypes['FlashSalePlacePayload'], ParentType, ContextType, RequireFields<MutationJoinFlashSaleArgs, 'input'>>;
  leaveFlashSale?: Resolver<ResolversTypes['FlashSalePlacePayload'], ParentType, ContextType, RequireFields<MutationLeaveFlashSaleArgs, 'input'>>;
  moderateReview?: Resolver<ResolversTypes['ReviewPayload'], ParentType, ContextType, RequireFields<MutationModerateReviewArgs, 'input'>>;
  requestBackInStockAlert?: Resolver<ResolversTypes['BackInStockAlertPayload'], ParentType, ContextType, RequireFields<MutationRequestBackInStockAlertArgs, 'input'>>;
  setLowStockThreshold?: Resolver<ResolversTypes['AdjustStockPayload'], ParentType, ContextType, RequireFields<MutationSetLowStockThresholdArgs, 'input'>>;
  submitReview?: Resolver<ResolversTypes['ReviewPayload'], ParentType, ContextType, RequireFields<MutationSubmitReviewArgs, 'input'>>;
  transferStock?: Resolver<ResolversTypes['AdjustStockPayload'], ParentType, ContextType, RequireFields<MutationTransferStockArgs, 'input'>>;
  updateProduct?: Resolver<ResolversTypes['ProductPayload'], ParentType, ContextType, RequireFields<MutationUpdateProductArgs, 'input'>>;
  updateWarehouse?: Resolver<ResolversTypes['WarehousePayload'], ParentType, ContextType, RequireFields<MutationUpdateWarehouseArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product'], FederationReferenceType extends FederationReferenceTypes['Product'] = FederationReferenceTypes['Product']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Product']> | FederationReferenceType, FederationReferenceType, ContextType>;
  brand?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  media?: Resolver<Array<ResolversTypes['ProductMedia']>, ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['ProductOption']>, ParentType, ContextType>;
  priceFrom?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Rating'], ParentType, ContextType>;
  related?: Resolver<Array<ResolversTypes['Product']>, ParentType, ContextType, RequireFields<ProductRelatedArgs, 'first'>>;
  reviews?: Resolver<ResolversTypes['ReviewConnection'], ParentType, ContextType, RequireFields<ProductReviewsArgs, 'first'>>;
  seller?: Resolver<Maybe<ResolversTypes['Seller']>, ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ProductStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  variants?: Resolver<Array<ResolversTypes['ProductVariant']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProductConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductConnection'] = ResolversParentTypes['ProductConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProductEdge']>, ParentType, ContextType>;
  facets?: Resolver<Maybe<ResolversTypes['ProductFacets']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductEdge'] = ResolversParentTypes['ProductEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
};

export type ProductFacetsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductFacets'] = ResolversParentTypes['ProductFacets']> = {
  brands?: Resolver<Array<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  categories?: Resolver<Array<ResolversTypes['FacetCount']>, ParentType, ContextType>;
  priceMaxMinor?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
  priceMinMinor?: Resolver<Maybe<ResolversTypes['SafeInt']>, ParentType, ContextType>;
};

export type ProductMediaResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductMedia'] = ResolversParentTypes['ProductMedia']> = {
  alt?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  height?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  width?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ProductOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductOption'] = ResolversParentTypes['ProductOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProductPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductPayload'] = ResolversParentTypes['ProductPayload']> = {
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
};

export type ProductVariantResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductVariant'] = ResolversParentTypes['ProductVariant'], FederationReferenceType extends FederationReferenceTypes['ProductVariant'] = FederationReferenceTypes['ProductVariant']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProductVariant']> | FederationReferenceType, FederationReferenceType, ContextType>;
  availableQuantity?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  backInStockAlertRequested?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  compareAtPrice?: Resolver<Maybe<ResolversTypes['Money']>, ParentType, ContextType>;
  flashSale?: Resolver<Maybe<ResolversTypes['FlashSale']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lowStockThreshold?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  media?: Resolver<Maybe<ResolversTypes['ProductMedia']>, ParentType, ContextType>;
  price?: Resolver<ResolversTypes['Money'], ParentType, ContextType>;
  product?: Resolver<ResolversTypes['Product'], ParentType, ContextType>;
  selectedOptions?: Resolver<Array<ResolversTypes['SelectedOption']>, ParentType, ContextType>;
  sku?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  stock?: Resolver<Maybe<Array<ResolversTypes['StockLevel']>>, ParentType, ContextType>;
  stockMovements?: Resolver<Maybe<ResolversTypes['StockMovementConnection']>, ParentType, ContextType, RequireFields<ProductVariantStockMovementsArgs, 'first'>>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProductsUserErrorResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ProductsUserError'] = ResolversParentTypes['ProductsUserError']> = {
  code?: Resolver<ResolversTypes['ProductsErrorCode'], ParentType, ContextType>;
  field?: Resolver<Maybe<Array<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  categories?: Resolver<Array<ResolversTypes['Category']>, ParentType, ContextType>;
  category?: Resolver<Maybe<ResolversTypes['Category']>, ParentType, ContextType, RequireFields<QueryCategoryArgs, 'slug'>>;
  flashSale?: Resolver<Maybe<ResolversTypes['FlashSale']>, ParentType, ContextType, RequireFields<QueryFlashSaleArgs, 'id'>>;
  flashSales?: Resolver<Array<ResolversTypes['FlashSale']>, ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType, Partial<QueryProductArgs>>;
  productVariant?: Resolver<Maybe<ResolversTypes['ProductVariant']>, ParentType, ContextType, Partial<QueryProductVariantArgs>>;
  products?: Resolver<ResolversTypes['ProductConnection'], ParentType, ContextType, Partial<QueryProductsArgs>>;
  warehouses?: Resolver<Array<ResolversTypes['Warehouse']>, ParentType, ContextType>;
};

export type RatingResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Rating'] = ResolversParentTypes['Rating']> = {
  average?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Review'] = ResolversParentTypes['Review']> = {
  author?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  authorName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  body?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rating?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ReviewStatus'], ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  verifiedBuyer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ReviewConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewConnection'] = ResolversParentTypes['ReviewConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReviewEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ReviewEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewEdge'] = ResolversParentTypes['ReviewEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Review'], ParentType, ContextType>;
};

export type ReviewPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReviewPayload'] = ResolversParentTypes['ReviewPayload']> = {
  review?: Resolver<Maybe<ResolversTypes['Review']>, ParentType, ContextType>;
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
};

export interface SafeIntScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['SafeInt'], any> {
  name: 'SafeInt';
}

export type SelectedOptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SelectedOption'] = ResolversParentTypes['SelectedOption']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SellerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Seller'] = ResolversParentTypes['Seller']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type StockLevelResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockLevel'] = ResolversParentTypes['StockLevel']> = {
  available?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reserved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type StockMovementResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovement'] = ResolversParentTypes['StockMovement']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  delta?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['StockMovementKind'], ParentType, ContextType>;
  reference?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  warehouse?: Resolver<ResolversTypes['Warehouse'], ParentType, ContextType>;
};

export type StockMovementConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementConnection'] = ResolversParentTypes['StockMovementConnection']> = {
  edges?: Resolver<Array<ResolversTypes['StockMovementEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type StockMovementEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StockMovementEdge'] = ResolversParentTypes['StockMovementEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['StockMovement'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  flashSalePlaceUpdated?: SubscriptionResolver<Maybe<ResolversTypes['FlashSalePlace']>, "flashSalePlaceUpdated", ParentType, ContextType, RequireFields<SubscriptionFlashSalePlaceUpdatedArgs, 'placeId'>>;
  stockChanged?: SubscriptionResolver<Maybe<ResolversTypes['ProductVariant']>, "stockChanged", ParentType, ContextType, RequireFields<SubscriptionStockChangedArgs, 'variantId'>>;
};

export type UserResolvers<ContextType = Context, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type WarehouseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Warehouse'] = ResolversParentTypes['Warehouse']> = {
  active?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WarehousePayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WarehousePayload'] = ResolversParentTypes['WarehousePayload']> = {
  userErrors?: Resolver<Array<ResolversTypes['ProductsUserError']>, ParentType, ContextType>;
  warehouse?: Resolver<Maybe<ResolversTypes['Warehouse']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  AdjustStockPayload?: AdjustStockPayloadResolvers<ContextType>;
  BackInStockAlertPayload?: BackInStockAlertPayloadResolvers<ContextType>;
  Category?: CategoryResolvers<ContextType>;
  CurrencyCode?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  FacetCount?: FacetCountResolvers<ContextType>;
  FlashSale?: FlashSaleResolvers<ContextType>;
  FlashSalePayload?: FlashSalePayloadResolvers<ContextType>;
  FlashSalePlace?: FlashSalePlaceResolvers<ContextType>;
  FlashSalePlacePayload?: FlashSalePlacePayloadResolvers<ContextType>;
  Money?: MoneyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ProductConnection?: ProductConnectionResolvers<ContextType>;
  ProductEdge?: ProductEdgeResolvers<ContextType>;
  ProductFacets?: ProductFacetsResolvers<ContextType>;
  ProductMedia?: ProductMediaResolvers<ContextType>;
  ProductOption?: ProductOptionResolvers<ContextType>;
  ProductPayload?: ProductPayloadResolvers<ContextType>;
  ProductVariant?: ProductVariantResolvers<ContextType>;
  ProductsUserError?: ProductsUserErrorResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  Rating?: RatingResolvers<ContextType>;
  Review?: ReviewResolvers<ContextType>;
  ReviewConnection?: ReviewConnectionResolvers<ContextType>;
  ReviewEdge?: ReviewEdgeResolvers<ContextType>;
  ReviewPayload?: ReviewPayloadResolvers<ContextType>;
  SafeInt?: GraphQLScalarType;
  SelectedOption?: SelectedOptionResolvers<ContextType>;
  Seller?: SellerResolvers<ContextType>;
  StockLevel?: StockLevelResolvers<ContextType>;
  StockMovement?: StockMovementResolvers<ContextType>;
  StockMovementConnection?: StockMovementConnectionResolvers<ContextType>;
  StockMovementEdge?: StockMovementEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  Warehouse?: WarehouseResolvers<ContextType>;
  WarehousePayload?: WarehousePayloadResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
};
