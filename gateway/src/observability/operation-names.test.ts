import { OperationNames } from './operation-names.ts';

const seenTimes = (names: OperationNames, name: string, times: number): string[] =>
  Array.from({ length: times }, () => names.labelOf(name));

describe('operation names as labels', () => {
  test('a name gets a series of its own when it comes again and again', () => {
    const names = new OperationNames(10);
    expect(seenTimes(names, 'Catalog', 6)).toEqual([
      'other',
      'other',
      'other',
      'other',
      'Catalog',
      'Catalog',
    ]);
    expect(names.labelOf(undefined)).toBe('anonymous');
  });

  test('made-up names never push out those in use, nor grow the set beyond its maximum', () => {
    const names = new OperationNames(2);
    seenTimes(names, 'Catalog', 5);
    for (let i = 0; i < 10_000; i++) expect(names.labelOf(`Made${i}`)).toBe('other');
    seenTimes(names, 'Cart', 5);
    seenTimes(names, 'Late', 50);
    expect(['Catalog', 'Cart', 'Late'].map((name) => names.labelOf(name))).toEqual([
      'Catalog',
      'Cart',
      'other',
    ]);
  });

  test('with trusted documents, theirs are the labels from the first time on, and no others', () => {
    const names = new OperationNames(2);
    seenTimes(names, 'Old', 5);
    names.fix(['Catalog', 'Cart', 'Order']);
    expect(names.labelOf('Catalog')).toBe('Catalog');
    for (const name of ['Old', 'Order'])
      expect(new Set(seenTimes(names, name, 9))).toEqual(new Set(['other']));
  });
});
