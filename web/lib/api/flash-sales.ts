import 'server-only';
import type { UserError } from '../error-words.ts';
import { currentIdentity } from '../session/identity.ts';
import { asIdentified } from './as-identified.ts';
import { addToCart, type CartChange } from './cart.ts';
import {
  CreateFlashSaleDocument,
  type CreateFlashSaleInput,
  FlashSaleClaimDocument,
  type FlashSalePlaceViewFragment,
  FlashSalesDocument,
  type FlashSalesQuery,
  type FlashSaleViewFragment,
  JoinFlashSaleDocument,
  type JoinFlashSaleInput,
  LeaveFlashSaleDocument,
  MyFlashSalePlaceDocument,
} from './generated/graphql.ts';
import { orElse } from './or-else.ts';
import { requestAsVisitor, requestPublic } from './request.ts';

export type FlashSale = FlashSaleViewFragment;
export type FlashSalePlace = FlashSalePlaceViewFragment;
export type ListedFlashSale = FlashSalesQuery['flashSales'][number];

/** A place after it was asked for or given up; null where that was refused. */
export interface PlaceChange {
  readonly place: FlashSalePlace | null;
  readonly errors: readonly UserError[];
}

/** Flash sales that are on or to come, the next to end first. Throws ApiError. */
export async function loadFlashSales(): Promise<ListedFlashSale[]> {
  return (await requestPublic(FlashSalesDocument, {})).flashSales;
}

/** The same for the office: asked for staff, whom no answer from a cache is given. Throws ApiError. */
export async function loadFlashSalesForStaff(): Promise<ListedFlashSale[]> {
  return (await requestAsVisitor(FlashSalesDocument, {})).flashSales;
}

/** The visitor's newest place in each of some sales; none rather than an error where they cannot be loaded. */
export async function loadMyPlaces(
  saleIds: readonly string[],
): Promise<Readonly<Record<string, FlashSalePlace>>> {
  if (saleIds.length === 0 || (await currentIdentity()).kind === 'anonymous') return {};
  const found = await Promise.all(
    saleIds.map((id) => orElse(loadMyPlace(id), null, 'product without the place in its flash sale')),
  );
  return Object.fromEntries(found.flatMap((place, index) => (place ? [[saleIds[index]!, place]] : [])));
}

async function loadMyPlace(id: string): Promise<FlashSalePlace | null> {
  return (await requestAsVisitor(MyFlashSalePlaceDocument, { id })).flashSale?.myPlace ?? null;
}

/** Asks for a place in a sale; a visitor without identity becomes a guest. Throws ApiError. */
export async function joinFlashSale(input: JoinFlashSaleInput): Promise<PlaceChange> {
  const answer = await asIdentified(() => requestAsVisitor(JoinFlashSaleDocument, { input }));
  const { joinFlashSale: payload } = answer;
  return { place: payload.place ?? null, errors: payload.userErrors };
}

/** Gives a place up. Throws ApiError. */
export async function leaveFlashSale(placeId: string): Promise<PlaceChange> {
  const { leaveFlashSale: payload } = await requestAsVisitor(LeaveFlashSaleDocument, { input: { placeId } });
  return { place: payload.place ?? null, errors: payload.userErrors };
}

/** Puts the units that a sale holds for the visitor into the cart, once; null where it holds none. Throws ApiError. */
export async function addHeldUnits(saleId: string): Promise<CartChange | null> {
  const { flashSale } = await requestAsVisitor(FlashSaleClaimDocument, { id: saleId });
  const place = flashSale?.myPlace;
  if (!flashSale || !place?.claim) return null;
  return addToCart(flashSale.variant.id, place.quantity, { flashSaleClaim: place.claim });
}

/** Announces a flash sale. Sellers and admins. Throws ApiError. */
export async function createFlashSale(input: CreateFlashSaleInput): Promise<readonly UserError[]> {
  return (await requestAsVisitor(CreateFlashSaleDocument, { input })).createFlashSale.userErrors;
}
