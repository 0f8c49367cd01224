import { createId, isId } from './ids.ts';

describe('ids', () => {
  it('carry their prefix and a UUIDv7 as TypeID writes it', () => {
    const id = createId('ord', Date.UTC(2026, 10, 21));
    expect(id).toMatch(/^ord_[0-7][0-9a-hjkmnp-tv-z]{25}$/);
    expect(isId('ord', id)).toBe(true);
  });

  it('sort by the moment they were made', () => {
    const ids = [3, 1, 2].map((minute) => createId('evt', Date.UTC(2026, 10, 21, 0, minute)));
    expect([...ids].sort()).toEqual([ids[1], ids[2], ids[0]]);
  });

  it.each([
    '',
    'ord',
    'ord_',
    'usr_01m6a6ft00ens9aw99m8stfa8d',
    'ord_01M6A6FT00ENS9AW99M8STFA8D',
    "ord_' OR 1=1",
  ])('refuse %j as an order id', (text) => expect(isId('ord', text)).toBe(false));
});
