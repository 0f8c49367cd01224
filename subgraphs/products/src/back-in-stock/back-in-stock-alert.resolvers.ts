import { codedError } from '@souk/shared/errors';
import { isId } from '@souk/shared/ids';
import type { Viewer } from '@souk/shared/viewer';
import { z } from 'zod';
import type { Resolvers } from '../generated/schema.ts';
import { isVisible } from '../product/product-where.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { oneLine } from '../text-rules.ts';
import { inputErrors, refuse } from '../user-error.ts';
import { type Asker, deleteAlert } from './back-in-stock-alert.repository.ts';
import { requestBackInStockAlert } from './request-back-in-stock-alert.ts';

const emailAddress = oneLine(3, 254)
  .pipe(z.email('is not an e-mail address'))
  .transform((text) => text.toLowerCase());
const request = z.object({
  variantId: z.string(),
  email: emailAddress.nullish(),
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$/, 'is not a language tag')
    .nullish(),
});

/** Alerts of variants that can be had again: asking for one, and taking that back. */
export function backInStockAlertResolvers(deps: ProductsDeps): Resolvers {
  return {
    Mutation: {
      requestBackInStockAlert: async (_parent, { input }, { viewer, loaders }) => {
        const known = identified(viewer);
        const parsed = request.safeParse(input);
        if (!parsed.success) return { variant: null, userErrors: inputErrors(parsed.error) };
        const { variantId, email, locale } = parsed.data;
        const asker = askerOf(known, email ?? null);
        if (!asker) {
          const { userErrors } = refuse('INVALID_INPUT', 'is needed of guests', 'email');
          return { variant: null, userErrors: [...userErrors] };
        }
        const variant = isId('var', variantId) ? await loaders.variantById.load(variantId) : null;
        const product = variant && (await loaders.productById.load(variant.productId));
        if (!variant || !product || !isVisible(viewer, product)) {
          const { userErrors } = refuse('NOT_FOUND', 'There is no such variant.', 'variantId');
          return { variant: null, userErrors: [...userErrors] };
        }
        const wish = { variantId, asker, locale: locale ?? 'en' };
        const userErrors = await requestBackInStockAlert(deps, wish, deps.now());
        return { variant: userErrors.length === 0 ? variant : null, userErrors: [...userErrors] };
      },
      cancelBackInStockAlert: async (_parent, { input: { variantId } }, { viewer, loaders }) => {
        const { id } = identified(viewer);
        const variant = isId('var', variantId) ? await loaders.variantById.load(variantId) : null;
        if (variant) await deleteAlert(deps.dataSource.manager, id, variant.id);
        return { variant, userErrors: [] };
      },
    },
  };
}

type Identified = Exclude<Viewer, { kind: 'anonymous' }>;

/** @throws GraphQLError UNAUTHENTICATED for callers without an identity; a guest gets one with a cart */
function identified(viewer: Viewer): Identified {
  if (viewer.kind !== 'anonymous') return viewer;
  throw codedError('UNAUTHENTICATED', 'Sign in, or create a cart as a guest first.');
}

/** Customers are told at their account's address only: nobody signs in to have others written to. */
function askerOf({ kind, id }: Identified, email: string | null): Asker | null {
  if (kind === 'user') return { customerId: id, guestId: null, email: null };
  return email === null ? null : { customerId: null, guestId: id, email };
}
