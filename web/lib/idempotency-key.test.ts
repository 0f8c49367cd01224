import { idempotencyKey } from './idempotency-key.ts';

const order = {
  cartId: 'cart_1',
  cartVersion: 3,
  address: { city: 'Lyon', line2: undefined },
  token: 'tok_success',
};

describe('idempotency key', () => {
  it('is the same for the same intention, in whatever order it is written', () => {
    const again = {
      token: 'tok_success',
      address: { city: 'Lyon', line2: null },
      cartVersion: 3,
      cartId: 'cart_1',
    };
    expect(idempotencyKey('placeOrder', again)).toBe(idempotencyKey('placeOrder', order));
  });

  it.each([
    { ...order, token: 'tok_declined' },
    { ...order, cartVersion: 4 },
    { ...order, address: { city: 'Nice' } },
  ])('is another for another intention: %j', (other) => {
    expect(idempotencyKey('placeOrder', other)).not.toBe(idempotencyKey('placeOrder', order));
  });

  it('is another for another operation, and fits the API’s limit of 200 characters', () => {
    const key = idempotencyKey('cancelOrder', order);
    expect(key).not.toBe(idempotencyKey('placeOrder', order));
    expect(key.length).toBeLessThan(200);
  });
});
