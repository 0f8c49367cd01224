import { signInAdmin } from './admin.ts';
import type { Product } from './buyer.ts';
import type { GraphqlClient } from './graphql-client.ts';

/**
 * Fills the stock of the demonstration catalogue, as its admin would, so that a benchmark does not run out of goods.
 *
 * @returns the products that can be bought
 */
export async function stockUp(client: GraphqlClient, units: number): Promise<Product[]> {
  const admin = await signInAdmin(client);
  const { products } = await client.request<{
    products: { edges: { node: { slug: string; variants: { id: string }[] } }[] };
  }>('{ products(first: 100) { edges { node { slug variants { id } } } } }', {}, admin.token);
  for (const { node } of products.edges) {
    for (const variant of node.variants) await admin.adjustStock(variant.id, { delta: units });
  }
  return products.edges.map(({ node }) => ({
    slug: node.slug,
    variantIds: node.variants.map((variant) => variant.id),
  }));
}
