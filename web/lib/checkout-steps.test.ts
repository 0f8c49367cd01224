import { canOpenStep, firstOpenStep } from './checkout-steps.ts';

describe('checkout steps', () => {
  it.each([
    [{}, 'contact'],
    [{ email: 'a@b.example' }, 'shipping'],
    [{ email: 'a@b.example', address: {} }, 'payment'],
    [{ address: {} }, 'contact'],
  ] as const)('after %j comes %s', (draft, step) => {
    expect(firstOpenStep(draft)).toBe(step);
  });

  it('can be gone back to, but not jumped over', () => {
    const draft = { email: 'a@b.example' };
    expect(canOpenStep('contact', draft)).toBe(true);
    expect(canOpenStep('shipping', draft)).toBe(true);
    expect(canOpenStep('payment', draft)).toBe(false);
  });
});
