import { codedError } from '@souk/shared/errors';
import { signFlashSaleClaim } from '@souk/shared/flash-sale-claim';
import { isId } from '@souk/shared/ids';
import { money } from '@souk/shared/money';
import { requireScope, type Viewer } from '@souk/shared/viewer';
import { watch } from '@souk/shared/watch';
import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { inputErrors, refuse, type UserError } from '../user-error.ts';
import { createFlashSale } from './create-flash-sale.ts';
import {
  countBefore,
  findPlaces,
  findPlacesOfBuyers,
  findSales,
  listCurrentSales,
} from './flash-sale.repository.ts';
import { isOpen, type Place } from './flash-sale.ts';
import { createFlashSaleInput, joinFlashSaleInput } from './flash-sale-input.ts';
import { createJoinFlashSale, type JoinRefusal } from './join-flash-sale.ts';
import { leaveFlashSale } from './leave-flash-sale.ts';

const maximumSales = 100;

/** Flash sales: announcing, joining, waiting, leaving. */
export function flashSaleResolvers(deps: ProductsDeps): Resolvers {
  const db = deps.dataSource.manager;
  const join = createJoinFlashSale(deps);
  return {
    Query: {
      flashSales: () => listCurrentSales(db, deps.now(), maximumSales),
      flashSale: (_parent, { id }, { loaders }) => (isId('fls', id) ? loaders.flashSaleById.load(id) : null),
    },
    Mutation: {
      createFlashSale: async (_parent, { input }, context) => {
        const user = requireScope(context.viewer, 'stock:write');
        const parsed = createFlashSaleInput(deps.now()).safeParse(input);
        if (!parsed.success) return { flashSale: null, userErrors: inputErrors(parsed.error) };
        const { saleId, userErrors } = await createFlashSale(deps, user, parsed.data, deps.now());
        const [flashSale] = saleId ? await findSales(db, [saleId]) : [];
        return { flashSale: flashSale ?? null, userErrors: [...userErrors] };
      },
      joinFlashSale: async (_parent, { input }, { viewer }) => {
        const buyerId = buyerOf(viewer);
        const parsed = joinFlashSaleInput.safeParse(input);
        if (!parsed.success) return { place: null, userErrors: inputErrors(parsed.error) };
        const { flashSaleId: saleId, ...request } = parsed.data;
        const outcome = await join({ ...request, saleId, buyerId });
        if ('place' in outcome) return { place: outcome.place, userErrors: [] };
        return { place: null, userErrors: [...refusals[outcome.refusal].userErrors] };
      },
      leaveFlashSale: async (_parent, { input }, { viewer }) => {
        const place = await leaveFlashSale(deps, { placeId: input.placeId, buyerId: buyerOf(viewer) });
        if (place) return { place, userErrors: [] };
        return {
          place: null,
          userErrors: [...refuse('NOT_FOUND', 'There is no such place.', 'placeId').userErrors],
        };
      },
    },
    Subscription: {
      flashSalePlaceUpdated: {
        subscribe: async (_parent, { placeId }, { viewer }) => {
          const buyerId = buyerOf(viewer);
          const load = async (): Promise<{ flashSalePlaceUpdated: Place; version: number } | null> => {
            const [place] = await findPlaces(db, [placeId]);
            if (place?.buyerId !== buyerId) return null;
            // Moving up is news as well, though the place itself does not change.
            const before = place.state === 'WAITING' ? await countBefore(db, place) : 0;
            return { flashSalePlaceUpdated: place, version: place.version * 1e9 - before };
          };
          if (!(await load())) throw codedError('NOT_FOUND');
          return watch({
            signals: deps.signals,
            key: placeId,
            load,
            versionOf: (state) => state.version,
          }) as never;
        },
      },
    },
    FlashSale: {
      __resolveReference: (reference, { loaders }) =>
        isId('fls', (reference as { id: string }).id)
          ? loaders.flashSaleById.load((reference as { id: string }).id)
          : null,
      variant: async (sale, _args, { loaders }) => (await loaders.variantById.load(sale.variantId))!,
      price: (sale) => money(sale.priceMinor, sale.currency),
      status: (sale) => {
        const now = deps.now();
        if (now < sale.startsAt && sale.closedAt === null) return 'SCHEDULED';
        if (!isOpen(sale, now)) return 'ENDED';
        return sale.remaining > 0 ? 'OPEN' : 'SOLD_OUT';
      },
      myPlace: async (sale, _args, { viewer }) => {
        if (viewer.kind === 'anonymous') return null;
        const places = await findPlacesOfBuyers(db, [{ saleId: sale.id, buyerId: viewer.id }]);
        return places.at(-1) ?? null;
      },
    },
    FlashSalePlace: {
      flashSale: async (place, _args, { loaders }) => (await loaders.flashSaleById.load(place.saleId))!,
      status: (place) => place.state,
      position: (place) => (place.state === 'WAITING' ? countBefore(db, place) : null),
      claim: async (place, _args, { loaders }) => {
        if (place.state !== 'HELD') return null;
        const sale = (await loaders.flashSaleById.load(place.saleId))!;
        const { variantId, priceMinor, currency } = sale;
        const { id: placeId, saleId, buyerId, quantity } = place;
        const claim = { placeId, saleId, buyerId, quantity, variantId, priceMinor, currency };
        return signFlashSaleClaim(deps.claimSecret, { ...claim, holdExpiresAt: place.holdExpiresAt! });
      },
    },
  };
}

/** @throws GraphQLError UNAUTHENTICATED for callers without an identity; a guest gets one with a cart */
function buyerOf(viewer: Viewer): string {
  if (viewer.kind === 'anonymous')
    throw codedError('UNAUTHENTICATED', 'Sign in, or create a cart as a guest first.');
  return viewer.id;
}

const refusals: Readonly<Record<JoinRefusal, { readonly userErrors: readonly UserError[] }>> = {
  NOT_FOUND: refuse('NOT_FOUND', 'There is no such flash sale.', 'flashSaleId'),
  KEY_REUSED: refuse(
    'IDEMPOTENCY_KEY_REUSED',
    'The key was used for another number of units.',
    'idempotencyKey',
  ),
  SALE_NOT_OPEN: refuse('SALE_NOT_OPEN', 'The flash sale is not on.', 'flashSaleId'),
  SOLD_OUT: refuse('SOLD_OUT', 'All units are taken.', 'flashSaleId'),
  LIMIT_REACHED: refuse('LIMIT_REACHED', 'You have as many units as one buyer may have.', 'quantity'),
};
