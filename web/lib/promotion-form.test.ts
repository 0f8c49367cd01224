import { readPromotion } from './promotion-form.ts';

const spring = { name: 'Spring', kind: 'PERCENTAGE', percent: '12,5', currency: 'USD', enabled: 'on' };

test('a form becomes what the API wants', () => {
  const { promotion } = readPromotion({
    ...spring,
    code: 'spring',
    startsAt: '2026-03-01T08:00',
    minimumSpend: '20',
    categorySlugs: 'kitchen, garden\ntoys',
    usageLimit: '100',
    exclusive: 'on',
    priority: '-3',
  });
  expect(promotion).toMatchObject({
    code: 'spring',
    basisPoints: 1_250,
    amountMinor: null,
    enabled: true,
    startsAt: '2026-03-01T08:00:00.000Z',
    endsAt: null,
    minimumSpendMinor: 2_000,
    categorySlugs: ['kitchen', 'garden', 'toys'],
    usageLimit: 100,
    usageLimitPerCustomer: null,
    exclusive: true,
    firstOrderOnly: false,
    priority: -3,
  });
});

test('an amount belongs to its kind only', () => {
  const { promotion } = readPromotion({ ...spring, kind: 'AMOUNT', amount: '5.00' });
  expect(promotion).toMatchObject({ amountMinor: 500, basisPoints: null });
  expect(readPromotion({ ...spring, kind: 'FREE_SHIPPING', amount: '5' }).promotion).toMatchObject({
    amountMinor: null,
    basisPoints: null,
  });
});

test.each([
  [{ name: '' }, 'name'],
  [{ percent: '101' }, 'percent'],
  [{ percent: '0' }, 'percent'],
  [{ percent: 'ten' }, 'percent'],
  [{ kind: 'AMOUNT', amount: '' }, 'amount'],
  [{ kind: 'AMOUNT', amount: '-5' }, 'amount'],
  [{ minimumSpend: '1.005' }, 'minimumSpend'],
  [{ usageLimit: '0' }, 'usageLimit'],
  [{ usageLimit: '1.5' }, 'usageLimit'],
  [{ endsAt: 'tomorrow' }, 'endsAt'],
])('%j is wrong at %s', (over, field) => {
  expect(Object.keys(readPromotion({ ...spring, ...over }).fieldErrors ?? {})).toEqual([field]);
});
