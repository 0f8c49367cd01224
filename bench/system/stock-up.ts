import { randomUUID } from 'node:crypto';
import { demoAccounts, demoPassword } from '@souk/shared/demo-accounts';
import type { Product } from './buyer.ts';
import type { GraphqlClient } from './graphql-client.ts';

/**
 * Fills the stock of the demonstration catalogue, as its admin would, so that a benchmark does not run out of goods.
 *
 * @returns the products that can be bought
 */
export async function stockUp(client: GraphqlClient, units: number): Promise<Product[]> {
  const { login } = await client.request<{ login: { session: { accessToken: string } } }>(
    'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }',
    { input: { email: demoAccounts.admin.email, password: demoPassword } },
  );
  const token = login.session.accessToken;
  const { products } = await client.request<{
    products: { edges: { node: { slug: string; variants: { id: string }[] } }[] };
  }>('{ products(first: 100) { edges { node { slug variants { id } } } } }', {}, token);
  for (const { node } of products.edges) {
    for (const variant of node.variants) {
      await client.request(
        'mutation ($input: AdjustStockInput!) { adjustStock(input: $input) { userErrors { code message } } }',
        { input: { variantId: variant.id, delta: units, reason: 'RECEIVED', idempotencyKey: randomUUID() } },
        token,
      );
    }
  }
  return products.edges.map(({ node }) => ({
    slug: node.slug,
    variantIds: node.variants.map((variant) => variant.id),
  }));
}
