import { register } from 'prom-client';
import { authoriseRequest, type ProviderBench, startStripeBench } from '../testing/provider-bench.ts';
import { withBreaker } from './with-breaker.ts';

let bench: ProviderBench;
beforeEach(async () => {
  bench = await startStripeBench();
});
afterEach(() => bench.close());

const settings = { halfOpenAfterMs: 60_000, threshold: 0.5, windowMs: 2_000, minimumPerSecond: 1 };
const ask = (provider: ProviderBench['provider'], token = bench.tokens.success) =>
  provider.authorise(authoriseRequest(token));
const isOpen = async (): Promise<number> =>
  (await register.getSingleMetric('souk_payment_provider_open')!.get()).values.find(
    ({ labels }) => labels.provider === 'STRIPE',
  )!.value;

test('a provider that leads nowhere is left alone for a while', async () => {
  const provider = withBreaker(bench.provider, settings);
  await bench.fail('error-before-work', 'authorise', 1_000);
  let outcome = await ask(provider);
  for (let call = 0; call < 50 && (await isOpen()) === 0; call += 1) outcome = await ask(provider);
  expect(await isOpen()).toBe(1);
  outcome = await ask(provider);
  expect(outcome).toEqual({ kind: 'unknown', reason: 'STRIPE is not asked just now' });
});

test('declines, refusals and refused credentials say nothing against a provider', async () => {
  const provider = withBreaker(bench.provider, settings);
  for (let call = 0; call < 20; call += 1) {
    expect(await ask(provider, bench.tokens.declined!)).toMatchObject({ kind: 'declined' });
  }
  await bench.fail('unauthorised', 'authorise', 20);
  for (let call = 0; call < 20; call += 1) {
    expect(await ask(provider)).toMatchObject({ kind: 'unknown', needsPerson: true });
  }
  expect(await ask(provider)).toMatchObject({ kind: 'authorised' });
  expect(await isOpen()).toBe(0);
});
