import { parseConfig } from '@souk/shared/config';
import { createProviders, workerProcessSettings } from './config.ts';

const base = {
  PORT: '0',
  DATABASE_URL: 'postgres://souk@127.0.0.1/souk',
  SNS_TOPIC_ARN: 'arn:aws:sns:us-east-1:000000000000:souk-payments',
};
const sandbox = {
  SANDBOX_URL: 'http://127.0.0.1:4010',
  SANDBOX_API_KEY: 'sixteen-characters',
  SANDBOX_WEBHOOK_SECRET: 'sixteen-characters',
};
const stripe = {
  STRIPE_SECRET_KEY: 'sk_test_1',
  STRIPE_PUBLISHABLE_KEY: 'pk_test_1',
  STRIPE_WEBHOOK_SECRET: 'whsec_1',
};
const payPal = { PAYPAL_CLIENT_ID: 'id', PAYPAL_CLIENT_SECRET: 'secret', PAYPAL_WEBHOOK_ID: 'WH-1' };
const providersOf = (environment: Record<string, string>) =>
  createProviders(parseConfig(workerProcessSettings, { ...base, ...environment }));

test.each<[Record<string, string>, string[]]>([
  [{}, []],
  [sandbox, ['SANDBOX']],
  [{ ...sandbox, ...stripe, ...payPal }, ['STRIPE', 'PAYPAL', 'SANDBOX']],
  [{ ...payPal, STRIPE_SECRET_KEY: '' }, ['PAYPAL']],
])('the environment switches providers on: %#', (environment, names) => {
  expect([...providersOf(environment).keys()]).toEqual(names);
});

test.each([
  [
    { ...stripe, STRIPE_SECRET_KEY: 'sk_live_1', STRIPE_PUBLISHABLE_KEY: 'pk_live_1' },
    'STRIPE' as const,
    true,
  ],
  [stripe, 'STRIPE' as const, false],
  [{ ...payPal, PAYPAL_ENVIRONMENT: 'live' }, 'PAYPAL' as const, true],
  [payPal, 'PAYPAL' as const, false],
])('keys tell whether real money moves: %#', (environment, name, livemode) => {
  expect(providersOf(environment).get(name)).toMatchObject({ livemode });
});

test.each<[Record<string, string>, RegExp]>([
  [{ STRIPE_SECRET_KEY: 'sk_test_1' }, /STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET: missing/],
  [{ ...stripe, STRIPE_PUBLISHABLE_KEY: 'pk_live_1' }, /different modes/],
  [{ ...stripe, STRIPE_SECRET_KEY: 'pk_test_1' }, /STRIPE_SECRET_KEY: a secret or restricted key/],
  [{ PAYPAL_CLIENT_ID: 'id' }, /PAYPAL_CLIENT_SECRET, PAYPAL_WEBHOOK_ID: missing/],
  [{ ...payPal, PAYPAL_ENVIRONMENT: 'production' }, /PAYPAL_ENVIRONMENT/],
  [{ ...payPal, PAYPAL_CERTIFICATE_HOSTS: 'https://certs.example' }, /PAYPAL_CERTIFICATE_HOSTS/],
  [
    { ...payPal, PAYPAL_ENVIRONMENT: 'live', PAYPAL_CERTIFICATE_HOSTS: 'certs.example' },
    /certificates of live webhooks are at PayPal only/,
  ],
])('half a provider is refused at start: %#', (environment, fault) => {
  expect(() => providersOf(environment)).toThrow(fault);
});
