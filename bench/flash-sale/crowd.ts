import { randomUUID } from 'node:crypto';
import type { Souk } from '@souk/local/souk';
import { inParallel } from '../measure/in-parallel.ts';
import type { Latencies } from '../measure/latency.ts';
import { signInAdmin } from '../system/admin.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { readCount } from '../system/database.ts';
import type { GraphqlClient } from '../system/graphql-client.ts';

export type Winner = { readonly token: string; readonly cartId: string; readonly claim: string };

/** Guests who all want the same thing. */
export type Crowd = {
  /** Why those without a place have none, and how often. */
  readonly refusals: ReadonlyMap<string, number>;
  /** All ask for a place, so many at the same time. Gives who got one. */
  rush(parallel: number): Promise<Winner[]>;
  /** Who got a place buys. */
  checkOut(winners: readonly Winner[], parallel: number): Promise<JournalEntry[]>;
  /** Units of the variant that were sold in the sale, by the products' own books. */
  soldUnits(souk: Souk): Promise<number>;
};

const maximumTries = 100;

type Refusals = { readonly userErrors: readonly { readonly code: string; readonly message: string }[] };

const documents = {
  join: `mutation JoinFlashSale($input: JoinFlashSaleInput!) { joinFlashSale(input: $input) {
    place { id status claim holdExpiresAt } userErrors { code message } } }`,
  createCart: 'mutation CreateCart { createCart { cart { id } guestToken userErrors { code message } } }',
  addToCart: `mutation AddToCart($input: AddToCartInput!) { addToCart(input: $input) {
    cart { id totals { total { amountMinor } } } userErrors { code message } } }`,
  placeOrder: `mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) {
    order { id } userErrors { code message } } }`,
};

/** Announces a sale of a variant from the catalogue, and makes a guest with a cart of each buyer. */
export async function gatherCrowd(given: {
  client: GraphqlClient;
  latencies: Latencies;
  buyers: number;
  units: number;
}): Promise<Crowd> {
  const { client, latencies, units } = given;
  const { variantId, saleId } = await announceSale(client, units);
  const guests: { token: string; cartId: string }[] = [];
  await inParallel(Array.from({ length: given.buyers }), 50, async () => {
    const { createCart } = await client.request<{
      createCart: Refusals & { cart: { id: string }; guestToken: string };
    }>(documents.createCart, {});
    guests.push({ token: createCart.guestToken, cartId: createCart.cart.id });
  });
  const refusals = new Map<string, number>();
  /** Nobody in a crowd gives up: who gets no answer asks again, with the same key. */
  async function ask<Data>(document: string, variables: object, token: string): Promise<Data> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await client.request<Data>(document, variables, token);
      } catch (error) {
        if (tries === maximumTries) throw error;
        await new Promise((resolve) => setTimeout(resolve, 100 + Math.random() * 200));
      }
    }
  }
  const email = `crowd-${randomUUID()}@bench.example`;

  return {
    refusals,
    async rush(parallel) {
      const winners: Winner[] = [];
      await inParallel(guests, parallel, async ({ token, cartId }) => {
        const { joinFlashSale } = await latencies.time('join', () =>
          ask<{
            joinFlashSale: Refusals & { place: { claim: string | null; status: string } | null };
          }>(documents.join, { input: { flashSaleId: saleId, idempotencyKey: 'once' } }, token),
        );
        const { place, userErrors } = joinFlashSale;
        if (place?.claim) winners.push({ token, cartId, claim: place.claim });
        const refusal = userErrors[0]?.code ?? place?.status ?? '';
        if (!place?.claim) refusals.set(refusal, (refusals.get(refusal) ?? 0) + 1);
      });
      return winners;
    },
    async checkOut(winners, parallel) {
      const journal: JournalEntry[] = [];
      await inParallel(winners, parallel, async ({ token, cartId, claim }) => {
        const input = { cartId, variantId, quantity: 1, flashSaleClaim: claim };
        const { addToCart } = await latencies.time('addToCart', () =>
          ask<{ addToCart: Refusals }>(documents.addToCart, { input }, token),
        );
        if (addToCart.userErrors[0]) throw new Error(addToCart.userErrors[0].message);
        const idempotencyKey = randomUUID();
        const { placeOrder } = await latencies.time('placeOrder', () =>
          ask<{ placeOrder: Refusals & { order: { id: string } | null } }>(
            documents.placeOrder,
            {
              input: {
                ...{ cartId, idempotencyKey, email },
                shippingAddress: {
                  ...{ name: 'Bench Buyer', line1: '1 Market Street', city: 'San Francisco' },
                  ...{ countryCode: 'US', region: 'CA', postalCode: '94107' },
                },
                payment: { provider: 'SANDBOX', token: 'tok_success' },
              },
            },
            token,
          ),
        );
        const orderId = placeOrder.order?.id;
        journal.push({
          idempotencyKey,
          token,
          outcome: orderId ? 'accepted' : 'refused',
          ...(orderId ? { orderId } : {}),
        });
      });
      return journal;
    },
    async soldUnits(souk) {
      return readCount(
        souk.databaseUrl('souk_products'),
        `SELECT coalesce(sum(l.quantity), 0) AS count FROM flash_sale_places p
         JOIN reservations r ON r.order_id = p.order_id AND r.state = 'COMMITTED'
         JOIN reservation_lines l ON l.order_id = r.order_id WHERE p.sale_id = $1`,
        [saleId],
      );
    },
  };
}

async function announceSale(
  client: GraphqlClient,
  units: number,
): Promise<{ variantId: string; saleId: string }> {
  const { token, adjustStock } = await signInAdmin(client);
  const { products } = await client.request<{
    products: { edges: { node: { variants: { id: string; price: { amountMinor: number } }[] } }[] };
  }>('{ products(first: 1) { edges { node { variants { id price { amountMinor } } } } } }', {}, token);
  const variant = products.edges[0]!.node.variants[0]!;
  await adjustStock(variant.id, { delta: units });
  const { createFlashSale } = await client.request<{
    createFlashSale: Refusals & { flashSale: { id: string } | null };
  }>(
    'mutation ($input: CreateFlashSaleInput!) { createFlashSale(input: $input) { flashSale { id } userErrors { code message } } }',
    {
      input: {
        variantId: variant.id,
        priceMinor: Math.ceil(variant.price.amountMinor / 2),
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        allocation: units,
        waitingLimit: units,
        idempotencyKey: randomUUID(),
      },
    },
    token,
  );
  const sale = createFlashSale.flashSale;
  if (!sale) throw new Error(createFlashSale.userErrors[0]?.message);
  return { variantId: variant.id, saleId: sale.id };
}
