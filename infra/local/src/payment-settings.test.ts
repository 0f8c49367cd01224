import { paymentSettings } from './payment-settings.ts';

test.each<[Record<string, string>, string, Record<string, string>]>([
  [{}, 'SANDBOX', {}],
  [{ HOME: '/root', STRIPE_SECRET_KEY: '' }, 'SANDBOX', {}],
  [
    { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_URL: 'http://127.0.0.1:1' },
    'STRIPE,SANDBOX',
    { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_URL: 'http://127.0.0.1:1' },
  ],
  [
    { PAYPAL_CLIENT_ID: 'id', STRIPE_SECRET_KEY: 'sk_test_1' },
    'STRIPE,PAYPAL,SANDBOX',
    { PAYPAL_CLIENT_ID: 'id', STRIPE_SECRET_KEY: 'sk_test_1' },
  ],
])('the environment decides what is offered: %#', (environment, offered, settings) => {
  expect(paymentSettings(environment)).toEqual({ offered, settings });
});
