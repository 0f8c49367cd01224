import { type Connection, parsePage, toConnection } from '@souk/shared/connection';
import { codedError } from '@souk/shared/errors';
import { money } from '@souk/shared/money';
import { requireScope, type Viewer } from '@souk/shared/viewer';
import { GraphQLError } from 'graphql';
import type { Context } from '../context.ts';
import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { reviewPosition } from '../review/review.repository.ts';
import { inputErrors } from '../user-error.ts';
import { countFacets, countProducts } from './count-products.ts';
import { createProduct, type ProductOutcome } from './create-product.ts';
import { listProducts, type ProductSelection, selectProducts } from './list-products.ts';
import type { ProductRow } from './product.entity.ts';
import { createProductRules, updateProductRules } from './product-input.ts';
import { isVisible } from './product-where.ts';
import { updateProduct } from './update-product.ts';

/** A page whose products are ids still; counts and facets are worked out when their fields are asked for. */
export type ProductPage = Connection<string> & { readonly selection: ProductSelection };
export type ProductPageEdge = ProductPage['edges'][number];

/** Products: lists, details, entities and changes. */
export function productResolvers(deps: ProductsDeps): Resolvers {
  const { dataSource, now } = deps;
  const db = dataSource.manager;
  const createRules = createProductRules(deps.mediaBaseUrl);
  const updateRules = updateProductRules(deps.mediaBaseUrl);
  return {
    Query: {
      products: async (_parent, args, { viewer }) => {
        const selection = await selectProducts(db, viewer, args);
        return { ...(await listProducts(db, selection, args)), selection };
      },
      product: async (_parent, { id, slug }, context) => {
        if ((id == null) === (slug == null))
          throw codedError('BAD_USER_INPUT', 'Give `id` or `slug`, exactly one.');
        return findVisible(context, id == null ? { slug: slug! } : { id });
      },
    },
    Mutation: {
      createProduct: async (_parent, { input }, { viewer, correlationId }) => {
        const user = requireScope(viewer, 'products:write');
        const parsed = createRules.safeParse(input);
        if (!parsed.success) return { product: null, userErrors: inputErrors(parsed.error) };
        const sellerId = user.roles.includes('SELLER') ? user.id : null;
        const product = { ...parsed.data, sellerId, actorId: user.id, correlationId };
        return toPayload(await createProduct(deps, product, now()));
      },
      updateProduct: async (_parent, { input }, { viewer, correlationId, loaders }) => {
        const user = requireScope(viewer, 'products:write');
        const parsed = updateRules.safeParse(input);
        if (!parsed.success) return { product: null, userErrors: inputErrors(parsed.error) };
        const outcome = await updateProduct(deps, user, { ...parsed.data, correlationId }, now());
        loaders.clearAll();
        return toPayload(outcome);
      },
    },
    ProductConnection: {
      totalCount: ({ selection }) => countProducts(db, selection),
      facets: ({ selection }) => countFacets(db, selection) as never,
    },
    ProductEdge: {
      node: async ({ node }, _args, { loaders }) => {
        const product = await loaders.productById.load(node);
        if (!product) throw new GraphQLError(`product ${node} is gone between list and read`);
        return product;
      },
    },
    Product: {
      __resolveReference: (reference, context) =>
        findVisible(context, reference as { id: string } | { slug: string }),
      rating: ({ ratingAverage, ratingCount }) => ({
        average: ratingCount === 0 ? null : ratingAverage,
        count: ratingCount,
      }),
      variants: ({ id }, _args, { loaders }) => loaders.variantsOf.load(id),
      priceFrom: ({ priceFromMinor, currency }) => money(priceFromMinor, currency),
      category: ({ categoryId }, _args, { loaders }) => loaders.categoryById.load(categoryId),
      seller: ({ sellerId }) => (sellerId === null ? null : { id: sellerId }),
      reviews: async ({ id }, args, { loaders }) => {
        const page = parsePage(args);
        const { edges, pageInfo } = toConnection(
          page,
          await loaders.reviews.load({ id, page }),
          reviewPosition,
        );
        return { edges: [...edges], pageInfo };
      },
      related: async ({ id }, { first }, { loaders, viewer }) => {
        if (first < 1 || first > 20) throw codedError('BAD_USER_INPUT', 'Between 1 and 20 related products.');
        const ids = await loaders.related.load({ productId: id, first });
        const products = await Promise.all(ids.map((related) => loaders.productById.load(related)));
        return products.filter((product) => product !== null && isVisible(viewer, product)) as ProductRow[];
      },
    },
  };
}

/** A product if the viewer may see it; otherwise null, as if there were none. */
export async function findVisible(
  { loaders, viewer }: Pick<Context, 'loaders'> & { readonly viewer: Viewer },
  key: { readonly id: string } | { readonly slug: string },
): Promise<ProductRow | null> {
  const product =
    'id' in key && key.id
      ? await loaders.productById.load(key.id)
      : await loaders.productBySlug.load((key as { slug: string }).slug);
  return product && isVisible(viewer, product) ? product : null;
}

function toPayload(outcome: ProductOutcome) {
  return 'product' in outcome
    ? { product: outcome.product, userErrors: [] }
    : { product: null, userErrors: [...outcome.userErrors] };
}
