import { randomUUID } from 'node:crypto';
import { createId } from '../../../subgraphs/shared/src/ids.ts';
import { waitFor } from '../../../subgraphs/shared/src/testing/wait-for.ts';
import { mutation } from './attempt.ts';
import {
  type Bought,
  buy,
  checkout,
  fillCart,
  money,
  offer,
  type Person,
  readOrder,
  register,
  registerSeller,
  signIn,
} from './buyers.ts';
import { ledgerOf } from './sandbox.ts';
import { ask } from './shop.ts';

/** Ids, and a number, by which a customer's things are known. */
export type Ids = Record<
  | 'order'
  | 'orderLine'
  | 'payment'
  | 'cart'
  | 'cartLine'
  | 'address'
  | 'notification'
  | 'place'
  | 'method'
  | 'number'
  | 'variant',
  string
>;

export type Victim = {
  readonly person: Person;
  readonly bought: Bought;
  readonly ids: Ids;
  /** Everything that nobody else may change. */
  belongings(): Promise<object>;
};

const everything = `{ viewer { email phone roles addresses { id name line1 isDefault }
    orders { edges { node { id status version } } } activeCart { id version lines { id quantity } vouchers { code } } }
  savedPaymentMethods { id status } notifications { unreadCount edges { node { id readAt } } }
  myPayments { edges { node { id status refundedAmount ${money} } } } }`;

/** A customer who has one of everything: an order with its invoice, a cart, an address, a card, a place in a sale. */
export async function createVictim(): Promise<Victim> {
  const seller = await signIn('seller');
  const person = await register();
  const make = async (name: string, selection: string, input: object, token = person.token) =>
    (await ask(mutation(name, selection), { input }, token))[name];
  const key = { idempotencyKey: randomUUID() };
  const goods = await offer(seller);
  const bought = await buy(goods.variantId, 1, person.token);
  const { variantId } = await offer(seller);
  const cart = await fillCart(variantId, 2, person.token);
  const { address } = await make('addAddress', 'address { id }', checkout('').shippingAddress);
  const card = { provider: 'SANDBOX', token: 'tok_success' };
  const { paymentMethod } = await make('savePaymentMethod', 'paymentMethod { id }', card);
  const sale = {
    ...{ variantId: goods.variantId, priceMinor: 100, allocation: 2, ...key },
    ...{ startsAt: new Date().toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString() },
  };
  const { flashSale } = await make('createFlashSale', 'flashSale { id }', sale, seller);
  const { place } = await make('joinFlashSale', 'place { id }', { flashSaleId: flashSale.id, ...key });
  const read = () => ask(everything, {}, person.token);
  const notification = await waitFor(async () => (await read()).notifications.edges[0]?.node, {
    timeoutMs: 30_000,
    what: 'a message about the order',
  });
  const order = await waitFor(
    async () => {
      const found = await readOrder(bought.orderId, person.token);
      return found.invoices.length > 0 && found;
    },
    { timeoutMs: 30_000, what: 'the invoice' },
  );
  return {
    person,
    bought,
    ids: {
      order: bought.orderId,
      orderLine: order.lines[0].id,
      payment: bought.paymentId,
      cart: cart.cartId,
      cartLine: (await read()).viewer.activeCart.lines[0].id,
      address: address.id,
      notification: notification.id,
      place: place.id,
      method: paymentMethod.id,
      number: order.number,
      variant: variantId,
    },
    async belongings() {
      // The address of an invoice is made anew for each who asks.
      const { invoices: _, ...stable } = await readOrder(bought.orderId, person.token);
      return { ...(await read()), order: stable, ledger: await ledgerOf(bought.orderId) };
    },
  };
}

/** Ids of the same kinds that nobody has. */
export function missingIds({ variant }: Ids): Ids {
  return {
    order: createId('ord'),
    orderLine: createId('ol'),
    payment: createId('pay'),
    cart: createId('cart'),
    cartLine: createId('cl'),
    address: createId('adr'),
    notification: createId('ntf'),
    place: createId('fsp'),
    method: createId('pmt'),
    number: 'SO-00000000',
    variant,
  };
}

/** Tokens of a seller of other goods, a guest, and of nobody. */
export async function gatherStrangers(): Promise<(string | undefined)[]> {
  const { token } = await registerSeller(await signIn('admin'));
  const guest = await fillCart((await offer(token)).variantId);
  return [token, guest.token, undefined];
}
