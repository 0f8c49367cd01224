import { randomBytes, randomUUID } from 'node:crypto';
import type { Latencies } from '../measure/latency.ts';
import { type GraphqlClient, OperationFailed } from './graphql-client.ts';

/** A checkout as the buyer saw it. */
export type JournalEntry = {
  readonly idempotencyKey: string;
  readonly outcome: 'accepted' | 'refused' | 'unknown';
  readonly orderId?: string;
  readonly token: string;
  readonly totalMinor?: number;
};

export type Buyer = {
  /** Becomes a customer. Guests have no need to. */
  register(): Promise<void>;
  /** Fills a cart and checks out; the outcome is in the journal even where it throws. */
  buy(): Promise<JournalEntry>;
};

/** A product that can be bought. */
export type Product = { readonly slug: string; readonly variantIds: readonly string[] };

export type BuyerDeps = {
  readonly client: GraphqlClient;
  readonly latencies: Latencies;
  readonly journal: JournalEntry[];
  readonly products: readonly Product[];
  /**
   * A shopper registers, searches, opens the page of each product and buys one to three of them. A guest knows what
   * they want and buys it: one line, four requests, as the checkout benchmarks of other systems do.
   */
  readonly kind: 'guest' | 'shopper';
  /** Payment token that a checkout uses. */
  readonly paymentToken: () => string;
};

type Refusals = { userErrors: { code: string; message: string }[] };

const documents = {
  register: `mutation Register($input: RegisterInput!) {
    register(input: $input) { session { accessToken } user { id } userErrors { code message } } }`,
  browse: `query Browse($search: String) {
    products(first: 12, search: $search) { edges { node { id slug title priceFrom { amountMinor currency }
      media { url alt } rating { average count } } } } }`,
  product: `query ProductPage($slug: String!) {
    product(slug: $slug) { id title description media { url alt } rating { average count } category { slug name }
      seller { displayName } variants { id sku title price { amountMinor currency } availableQuantity } } }`,
  createCart: `mutation CreateCart { createCart { cart { id version } guestToken userErrors { code message } } }`,
  addToCart: `mutation AddToCart($input: AddToCartInput!) { addToCart(input: $input) {
    cart { id version lines { id quantity unitPrice { amountMinor } lineTotal { amountMinor } variant { id sku } }
      totals { subtotal { amountMinor } total { amountMinor } } } userErrors { code message } } }`,
  setShipping: `mutation SetCartShipping($input: SetCartShippingInput!) { setCartShipping(input: $input) {
    cart { id totals { total { amountMinor } } } userErrors { code message } } }`,
  placeOrder: `mutation PlaceOrder($input: PlaceOrderInput!) { placeOrder(input: $input) {
    order { id number status total { amountMinor currency } } userErrors { code message } } }`,
};

const searches = ['headphones', 'leather bag', 'camera', 'cofee', 'gift', 'running shoes', 'lamp'];

/** Somebody who buys again and again through the public endpoint. */
export function createBuyer(deps: BuyerDeps): Buyer {
  const { client, latencies } = deps;
  const email = `buyer-${randomBytes(8).toString('hex')}@bench.example`;
  let token = '';

  async function step<Data>(name: keyof typeof documents, variables: object): Promise<Data> {
    return latencies.time(name, () => client.request<Data>(documents[name], variables, token || undefined));
  }

  /** Looks at a product's page and decides for a variant that is in stock. */
  async function look({ slug }: Product): Promise<string> {
    const data = await step<{ product: { variants: { id: string; availableQuantity: number }[] } }>(
      'product',
      { slug },
    );
    const available = data.product.variants.filter((variant) => variant.availableQuantity > 5);
    return pick(available.length > 0 ? available : data.product.variants).id;
  }

  return {
    async register() {
      if (deps.kind === 'guest') return;
      const input = { email, password: `bench-${email}`, firstName: 'Bench', lastName: 'Buyer' };
      const data = await step<{ register: Refusals & { session: { accessToken: string } } }>('register', {
        input,
      });
      accept(data.register);
      token = data.register.session.accessToken;
    },

    async buy() {
      const looksAround = deps.kind === 'shopper';
      if (!looksAround) token = '';
      if (looksAround) await step('browse', Math.random() < 0.3 ? { search: pick(searches) } : {});
      const created = await step<{
        createCart: Refusals & { cart: { id: string }; guestToken: string | null };
      }>('createCart', {});
      accept(created.createCart);
      if (created.createCart.guestToken) token = created.createCart.guestToken;
      const cartId = created.createCart.cart.id;
      const lines = looksAround ? 1 + Math.floor(Math.random() * 3) : 1;
      for (let line = 0; line < lines; line += 1) {
        const product = pick(deps.products);
        const variantId = looksAround ? await look(product) : pick(product.variantIds);
        const added = await step<{ addToCart: Refusals }>('addToCart', {
          input: { cartId, variantId, quantity: 1 },
        });
        accept(added.addToCart);
      }
      const destination = { countryCode: 'US', region: 'CA', postalCode: '94107' };
      const shipped = await step<{
        setCartShipping: Refusals & { cart: { totals: { total: { amountMinor: number } } } };
      }>('setShipping', { input: { cartId, ...destination } });
      accept(shipped.setCartShipping);
      const totalMinor = shipped.setCartShipping.cart.totals.total.amountMinor;
      const idempotencyKey = randomUUID();
      const entry = { idempotencyKey, token, totalMinor };
      try {
        const placed = await step<{ placeOrder: Refusals & { order: { id: string } | null } }>('placeOrder', {
          input: {
            cartId,
            idempotencyKey,
            email,
            expectedTotalMinor: totalMinor,
            shippingAddress: {
              name: 'Bench Buyer',
              line1: '1 Market Street',
              city: 'San Francisco',
              ...destination,
            },
            payment: { provider: 'SANDBOX', token: deps.paymentToken() },
          },
        });
        const { order } = placed.placeOrder;
        return note(
          order ? { ...entry, outcome: 'accepted', orderId: order.id } : { ...entry, outcome: 'refused' },
        );
      } catch (error) {
        note({
          ...entry,
          outcome: error instanceof OperationFailed && !error.unknown ? 'refused' : 'unknown',
        });
        throw error;
      }
    },
  };

  function note(entry: JournalEntry): JournalEntry {
    deps.journal.push(entry);
    return entry;
  }
}

function accept(payload: Refusals): void {
  const [refusal] = payload.userErrors;
  if (refusal) throw new OperationFailed(`${refusal.code}: ${refusal.message}`, false);
}

function pick<Item>(items: readonly Item[]): Item {
  return items[Math.floor(Math.random() * items.length)]!;
}
