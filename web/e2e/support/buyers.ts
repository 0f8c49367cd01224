import { randomBytes, randomUUID } from 'node:crypto';
import { waitFor } from '../../../subgraphs/shared/src/testing/wait-for.ts';
import { ask, follow, newEmail } from './shop.ts';

/** People of the shop, and what they do over the public endpoint. */

export type Person = { readonly token: string; readonly email: string; readonly userId: string };

/** What every account that `register` makes signs in with. */
export const password = 'correct horse battery';

/** A new customer. */
export async function register(): Promise<Person> {
  const email = newEmail();
  const { register: payload } = await ask(
    `mutation ($input: RegisterInput!) { register(input: $input) {
      session { accessToken } user { id } userErrors { code } } }`,
    { input: { email, password, firstName: 'Test', lastName: 'Person' } },
  );
  expect(payload.userErrors).toEqual([]);
  return { email, token: payload.session.accessToken, userId: payload.user.id };
}

/** Signs an account of the demonstration shop in, or one that `register` made; gives its access token. */
export async function signIn(account: 'seller' | 'admin' | Person): Promise<string> {
  const input =
    typeof account === 'string'
      ? { email: `${account}@souk.example`, password: 'souk-demo-1' }
      : { email: account.email, password };
  const { login } = await ask(
    'mutation ($input: LoginInput!) { login(input: $input) { session { accessToken } userErrors { code } } }',
    { input },
  );
  expect(login.userErrors).toEqual([]);
  return login.session.accessToken;
}

/** A new seller. */
export async function registerSeller(admin: string): Promise<Person> {
  const person = await register();
  const { setUserRoles } = await ask(
    'mutation ($input: SetUserRolesInput!) { setUserRoles(input: $input) { user { roles } userErrors { code } } }',
    {
      input: {
        userId: person.userId,
        roles: ['CUSTOMER', 'SELLER'],
        sellerDisplayName: `Seller ${person.email}`,
      },
    },
    admin,
  );
  expect(setUserRoles.userErrors).toEqual([]);
  return { ...person, token: await signIn(person) };
}

export type Offer = { readonly productId: string; readonly variantId: string; readonly sku: string };

/** Puts a new product on sale and waits until it can be put into carts. */
export async function offer(
  seller: string,
  { stock = 10, priceMinor = 4_900 }: { stock?: number; priceMinor?: number } = {},
): Promise<Offer> {
  const sku = `ATTACK-${randomBytes(6).toString('hex').toUpperCase()}`;
  const { categories } = await ask('{ categories { slug } }');
  const { createProduct } = await ask(
    `mutation ($input: CreateProductInput!) { createProduct(input: $input) {
      product { id variants { id } } userErrors { code message } } }`,
    {
      input: {
        title: `Lamp ${sku}`,
        description: 'A lamp.',
        category: categories[0].slug,
        status: 'ACTIVE',
        variants: [{ sku, priceMinor, initialStock: stock }],
      },
    },
    seller,
  );
  expect(createProduct.userErrors).toEqual([]);
  const { product } = createProduct;
  const variantId = product.variants[0].id;
  const cart = await openCart();
  await waitFor(async () => (await addToCart(cart, variantId, 1)).userErrors.length === 0, {
    what: 'a new product in the catalogue of carts',
    timeoutMs: 30_000,
  });
  return { productId: product.id, variantId, sku };
}

/** The free units of a product's first variant, as staff see them: what shoppers are shown may be some seconds old. */
export async function stockOf({ productId }: Offer, staff: string): Promise<number> {
  const { product } = await ask(
    'query ($id: ID!) { product(id: $id) { variants { availableQuantity } } }',
    { id: productId },
    staff,
  );
  return product.variants[0].availableQuantity;
}

export type BuyersCart = { readonly cartId: string; readonly token: string };
type Outcome = { readonly code: string; readonly field: string[] | null; readonly message: string };
export const money = '{ amountMinor currency }';
export const totals = `totals { subtotal ${money} discount ${money} shipping ${money} tax ${money} total ${money} }`;

/** An empty cart of a customer, or of a new guest. */
export async function openCart(token?: string): Promise<BuyersCart> {
  const { createCart } = await ask(
    'mutation { createCart { cart { id } guestToken userErrors { code } } }',
    {},
    token,
  );
  expect(createCart.userErrors).toEqual([]);
  return { cartId: createCart.cart.id, token: token ?? createCart.guestToken };
}

export async function addToCart(
  { cartId, token }: BuyersCart,
  variantId: string,
  quantity: number,
): Promise<{ userErrors: Outcome[]; cart: { totals: { total: { amountMinor: number } } } }> {
  const { addToCart: payload } = await ask(
    `mutation ($input: AddToCartInput!) { addToCart(input: $input) {
      cart { ${totals} } userErrors { code field message } } }`,
    { input: { cartId, variantId, quantity } },
    token,
  );
  return payload;
}

/** A cart with units of one variant. */
export async function fillCart(variantId: string, quantity = 1, token?: string): Promise<BuyersCart> {
  const cart = await openCart(token);
  const { userErrors } = await addToCart(cart, variantId, quantity);
  expect(userErrors).toEqual([]);
  return cart;
}

/** What a checkout sends. */
export function checkout(cartId: string, more: object = {}) {
  return {
    cartId,
    idempotencyKey: randomUUID() as string,
    email: newEmail(),
    shippingAddress: {
      name: 'Test Buyer',
      line1: '1 Market Street',
      city: 'San Francisco',
      region: 'CA',
      postalCode: '94107',
      countryCode: 'US',
    },
    payment: { provider: 'SANDBOX', token: 'tok_success' },
    ...more,
  };
}

export type Placed = {
  readonly order: { id: string; number: string; total: { amountMinor: number } } | null;
  readonly cart: { id: string; totals: { total: { amountMinor: number } } } | null;
  readonly userErrors: Outcome[];
};

export async function placeOrder(cart: BuyersCart, more: object = {}): Promise<Placed> {
  const { placeOrder: payload } = await ask(
    `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) {
      order { id number total ${money} } cart { id ${totals} } userErrors { code field message } } }`,
    { input: checkout(cart.cartId, more) },
    cart.token,
  );
  return payload;
}

/** A checkout with a card of the sandbox. */
export const paidWith = (token: string) => ({ payment: { provider: 'SANDBOX', token } });

export const ended = ['CONFIRMED', 'CANCELLED'] as const;

/** Waits until an order has one of some statuses; gives it. */
export async function whenOrderIs(
  orderId: string,
  token: string,
  statuses: readonly string[] = ended,
): Promise<string> {
  const seen = await follow<{ orderUpdated: { status: string } }>(
    'subscription ($id: ID!) { orderUpdated(orderId: $id) { id status } }',
    { id: orderId },
    token,
    ({ orderUpdated }) => statuses.includes(orderUpdated.status),
  );
  return seen.at(-1)!.orderUpdated.status;
}

export type Bought = BuyersCart & { orderId: string; paymentId: string; totalMinor: number };

/** Buys, and waits until the order is confirmed and its payment taken. */
export async function buy(variantId: string, quantity = 1, token?: string): Promise<Bought> {
  const cart = await fillCart(variantId, quantity, token);
  const { order, userErrors } = await placeOrder(cart);
  expect(userErrors).toEqual([]);
  expect(await whenOrderIs(order!.id, cart.token)).toBe('CONFIRMED');
  const read = await readOrder(order!.id, cart.token);
  return { ...cart, orderId: order!.id, paymentId: read.payments[0].id, totalMinor: read.total.amountMinor };
}

/** An order with its money, as its buyer or staff see it. */
// biome-ignore lint/suspicious/noExplicitAny: tests read whatever they asked for
export async function readOrder(orderId: string, token: string): Promise<any> {
  const { order } = await ask(
    `query ($id: ID!) { order(id: $id) { id number version status cancelReason total ${money} ${totals}
      lines { id quantity cancelledQuantity returnedQuantity fulfilledQuantity }
      returns { id status } notes { id text } fulfilments { id } invoices { id downloadUrl }
      payments { id status amount ${money} capturedAmount ${money} refundedAmount ${money} declineCode
        refunds { id status amount ${money} } disputes { id status } } } }`,
    { id: orderId },
    token,
  );
  return order;
}
