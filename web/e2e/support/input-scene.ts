import { randomUUID } from 'node:crypto';
import {
  type BuyersCart,
  fillCart,
  type Offer,
  offer,
  type Person,
  register,
  signIn,
  totals,
} from './buyers.ts';
import { ask } from './shop.ts';

export type Role = 'person' | 'seller' | 'admin';

/** Who sends inputs that must be refused, inputs to start from, and what none of them may change. */
export type InputScene = {
  readonly person: Person;
  readonly goods: Offer;
  /** A cart of the person, with two units of the goods. */
  readonly cart: BuyersCart;
  tokenOf(who: Role): string;
  /** The person, their cart, and the goods. */
  state(): Promise<object>;
  /** A flash sale of the goods, good but for what a test changes. */
  sale(): object;
};

export async function setInputScene(): Promise<InputScene> {
  const [seller, admin, person] = await Promise.all([signIn('seller'), signIn('admin'), register()]);
  const goods = await offer(seller);
  const cart = await fillCart(goods.variantId, 2, person.token);
  const tokens: Record<Role, string> = { person: person.token, seller, admin };
  return {
    ...{ person, goods, cart },
    tokenOf: (who) => tokens[who],
    async state() {
      const [{ viewer }, { product }] = await Promise.all([
        ask(
          `{ viewer { id email roles addresses { id } orders { edges { node { id } } }
            activeCart { id version lines { id quantity unitPrice { amountMinor } } ${totals} } } }`,
          {},
          person.token,
        ),
        ask(
          `query ($id: ID!) { product(id: $id) { title version status rating { count } seller { id }
            variants { sku price { amountMinor } availableQuantity flashSale { id } } } }`,
          { id: goods.productId },
          admin,
        ),
      ]);
      return { viewer, product };
    },
    sale: () => ({
      ...{ variantId: goods.variantId, priceMinor: 1, allocation: 1, ...newKey() },
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  };
}

export const newKey = (): { idempotencyKey: string } => ({ idempotencyKey: randomUUID() });

/** A voucher, good but for what a test changes. */
export const promotion = {
  name: 'Gift',
  code: 'ATTACK-46',
  kind: 'AMOUNT',
  amountMinor: 100,
  currency: 'USD',
};

/** A product, good but for what a test changes. */
export const newProduct = () => ({
  ...{ title: 'X', description: 'X', category: 'audio' },
  variants: [{ sku: `X-${randomUUID()}`, priceMinor: 1 }] as object[],
});
