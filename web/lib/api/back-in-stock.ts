import 'server-only';
import type { UserError } from '../error-words.ts';
import { currentIdentity } from '../session/identity.ts';
import { asIdentified } from './as-identified.ts';
import type { ProductDetail } from './catalogue.ts';
import {
  CancelBackInStockAlertDocument,
  MyBackInStockAlertsDocument,
  RequestBackInStockAlertDocument,
  type RequestBackInStockAlertInput,
} from './generated/graphql.ts';
import { orElse } from './or-else.ts';
import { requestAsVisitor } from './request.ts';

/** Who looks at a product that is sold out: whether an account tells where to write, and the variants waited for. */
export interface StockAlerts {
  readonly isUser: boolean;
  readonly variantIds: readonly string[];
}

/** What the visitor waits for of a product; nothing rather than an error where it cannot be loaded. */
export async function loadStockAlerts(product: ProductDetail): Promise<StockAlerts> {
  const { kind } = await currentIdentity();
  const isAsked = kind !== 'anonymous' && product.variants.some((each) => each.availableQuantity <= 0);
  const variantIds = isAsked ? await orElse(waitedFor(product.id), [], 'product without alerts') : [];
  return { isUser: kind === 'user', variantIds };
}

async function waitedFor(productId: string): Promise<string[]> {
  const { product } = await requestAsVisitor(MyBackInStockAlertsDocument, { productId });
  return (product?.variants ?? []).filter((each) => each.backInStockAlertRequested).map(({ id }) => id);
}

/** Asks to be told when a variant is back; a visitor without identity becomes a guest. Throws ApiError. */
export async function requestStockAlert(input: RequestBackInStockAlertInput): Promise<readonly UserError[]> {
  const answer = await asIdentified(() => requestAsVisitor(RequestBackInStockAlertDocument, { input }));
  return answer.requestBackInStockAlert.userErrors;
}

/** Takes that back. Throws ApiError. */
export async function cancelStockAlert(variantId: string): Promise<readonly UserError[]> {
  const answer = await requestAsVisitor(CancelBackInStockAlertDocument, { input: { variantId } });
  return answer.cancelBackInStockAlert.userErrors;
}
