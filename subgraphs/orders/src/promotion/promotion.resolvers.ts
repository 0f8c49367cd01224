import { type Connection, parsePage, toConnection } from '@souk/shared/connection';
import { money } from '@souk/shared/money';
import { requireScope } from '@souk/shared/viewer';
import { userErrorsOf } from '../cart/cart.resolvers.ts';
import type { Context } from '../context.ts';
import type { Deps } from '../deps.ts';
import type { OrdersUserError, Resolvers } from '../generated/schema.ts';
import { archivePromotion, createPromotion, updatePromotion } from './manage-promotions.ts';
import { findPromotion, listPromotions } from './promotion.repository.ts';
import type { Promotion } from './promotion.ts';

export type PromotionPage = Connection<Promotion>;

type PromotionPayload = { promotion: Promotion | null; userErrors: OrdersUserError[] };
type PromotionTypes = 'Query' | 'Mutation' | 'Promotion' | 'PromotionConnection';

/** Resolvers of promotions, for staff. */
export function promotionResolvers(deps: Deps): Pick<Resolvers, PromotionTypes> {
  const db = deps.dataSource.manager;

  return {
    Query: {
      promotion: (_parent, { id }, { viewer }) => {
        requireScope(viewer, 'promotions:write');
        return findPromotion(db, id);
      },
      promotions: async (_parent, { where, ...args }, { viewer }) => {
        requireScope(viewer, 'promotions:write');
        const page = parsePage(args);
        return toConnection(page, await listPromotions(db, page, where ?? {}), ({ id }) => [id]);
      },
    },
    Mutation: {
      createPromotion: change(createPromotion),
      updatePromotion: change(updatePromotion),
      archivePromotion: change(archivePromotion),
    },
    Promotion: {
      amount: ({ amountMinor, currency }) => (amountMinor === null ? null : money(amountMinor, currency)),
      minimumSpend: ({ minimumSpendMinor, currency }) => money(minimumSpendMinor, currency),
      startsAt: ({ startsAt }) => (startsAt === null ? null : new Date(startsAt)),
      endsAt: ({ endsAt }) => (endsAt === null ? null : new Date(endsAt)),
      productIds: (promotion) => [...promotion.productIds],
      categorySlugs: (promotion) => [...promotion.categorySlugs],
      sellerIds: (promotion) => [...promotion.sellerIds],
      customerIds: (promotion) => [...promotion.customerIds],
      usedCount: ({ id, usageLimit, used }, _args, { loaders }) =>
        usageLimit === null ? loaders.promotionUses.load(id) : used,
    },
    PromotionConnection: { edges: (page) => [...page.edges] },
  };

  function change(run: typeof createPromotion) {
    return async (
      _parent: unknown,
      { input }: { input: unknown },
      { viewer }: Context,
    ): Promise<PromotionPayload> => {
      try {
        const { promotionId } = await run(deps, { viewer, now: new Date() }, input);
        return { promotion: await findPromotion(db, promotionId), userErrors: [] };
      } catch (error) {
        return { promotion: null, userErrors: userErrorsOf(error) };
      }
    };
  }
}
