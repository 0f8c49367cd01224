import { activeFilters, cleared, parseFilters, toQueryString, toVariables } from './catalogue-filters.ts';

const labels = { category: (slug: string) => slug.toUpperCase(), price: (units: number) => `$${units}` };

describe('catalogue filters', () => {
  it('survive the way into the URL and back', () => {
    const filters = parseFilters({
      q: 'red lamp',
      category: 'home',
      brand: ['Ono', 'Aria'],
      min: '20',
      max: '90',
      stock: '1',
      sale: '1',
      rating: '4',
      sort: 'PRICE_ASC',
    });
    const url = toQueryString(filters);
    expect(url).toBe(
      '?q=red+lamp&category=home&brand=Aria&brand=Ono&min=20&max=90&stock=1&sale=1&rating=4&sort=PRICE_ASC',
    );
    const again = new URLSearchParams(url);
    expect(toQueryString(parseFilters({ ...Object.fromEntries(again), brand: again.getAll('brand') }))).toBe(
      url,
    );
  });

  it.each([
    [{ min: '-5' }, 'priceMin'],
    [{ min: '1e9' }, 'priceMin'],
    [{ max: 'abc' }, 'priceMax'],
    [{ rating: '9' }, 'minRating'],
    [{ sort: 'DROP TABLE' }, 'sort'],
  ] as const)('leave out what makes no sense: %j', (params, field) => {
    expect(parseFilters(params)[field]).toBeNull();
  });

  it('become minor units for the API, and only what is set is sent', () => {
    expect(toVariables(parseFilters({ min: '20', stock: '1' }), 24)).toEqual({
      first: 24,
      where: { priceMinMinor: 2000, inStock: true },
    });
  });

  it('do not ask for relevance where there is nothing to be relevant to', () => {
    expect(toVariables(parseFilters({ sort: 'RELEVANCE' }), 24).sort).toBeUndefined();
    expect(toVariables(parseFilters({ sort: 'RELEVANCE', q: 'a' }), 24).sort).toBe('RELEVANCE');
  });

  it('can be taken away one by one, which starts at the first page again', () => {
    const filters = parseFilters({ category: 'home', brand: ['Ono', 'Aria'], max: '90', after: 'cursor' });
    const active = activeFilters(filters, labels, 'home');
    expect(active.map((filter) => filter.label)).toEqual(['Ono', 'Aria', 'Up to $90']);
    expect(toQueryString(active[0]!.without)).toBe('?category=home&brand=Aria&max=90');
  });

  it('can be cleared at once, keeping the words, the order and the page', () => {
    const filters = parseFilters({ q: 'lamp', brand: 'Ono', sort: 'RATING', category: 'home' });
    expect(toQueryString(cleared(filters))).toBe('?q=lamp&sort=RATING');
    expect(cleared(filters, 'home').category).toBe('home');
  });
});
