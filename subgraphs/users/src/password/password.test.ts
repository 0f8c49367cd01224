import { createHashSlots } from './hash-slots.ts';
import { createPasswordHasher } from './password-hasher.ts';
import { findPasswordFault, isPasswordText } from './password-rules.ts';

test.each([
  ['1234567', 'needs at least 8 characters'],
  ['éé\u0308ab', 'needs at least 8 characters'],
  ['x1y2'.repeat(33), 'has at most 128 characters'],
  ['y'.repeat(1_000_000), 'has at most 128 characters'],
  ['aaaaaaaaaa', 'repeats the same characters'],
  ['abababab', 'repeats the same characters'],
  ['Password123', 'is one of the commonest'],
  ['ｐａｓｓｗｏｒｄ１', 'is one of the commonest'],
  ['souk-demo-1', null],
  ['correct horse', null],
  ['пароль-длинный', null],
  ['😀😁😂🤣😃😄😅😆', null],
  ['x1y2'.repeat(32), null],
])('the fault of %.20s is %j', (password, fault) => {
  expect(findPasswordFault(password)).toBe(fault);
});

test('control and broken characters make no password', () => {
  expect(['a\u0000b', 'a\nb', '\udfff'].map(isPasswordText)).toEqual([false, false, false]);
  expect(isPasswordText('a b\u200dc')).toBe(true);
});

test('hashes are argon2id at the recommended cost and differ for the same password', async () => {
  const hasher = await createPasswordHasher({ running: 1, waiting: 10 });
  const [one, two] = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(two);
  expect(hasher.isOutdated(one)).toBe(false);
  expect(hasher.isOutdated('$argon2id$v=19$m=4096,t=2,p=1$c2FsdA$aGFzaA')).toBe(true);
  expect(await hasher.verify(one, 'correct horse')).toBe(true);
  expect(await hasher.verify(one, 'correct Horse')).toBe(false);
  expect(await hasher.verify(null, 'correct horse')).toBe(false);
});

test('only so many run at once, the others wait their turn, and what is too much is refused', async () => {
  const slots = createHashSlots({ running: 2, waiting: 3 });
  const finish: (() => void)[] = [];
  const order: number[] = [];
  let running = 0;
  let most = 0;
  const work = (index: number) => async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    order.push(index);
    await new Promise<void>((resolve) => finish.push(resolve));
    running -= 1;
    return index;
  };
  const results = [0, 1, 2, 3, 4].map((index) => slots.run(work(index)));
  await expect(slots.run(work(5))).rejects.toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE' } });
  for (let done = 0; done < 5; done += 1) {
    await new Promise(setImmediate);
    finish[done]!();
  }
  expect(await Promise.all(results)).toEqual([0, 1, 2, 3, 4]);
  expect(order).toEqual([0, 1, 2, 3, 4]);
  expect(most).toBe(2);
});

test('work that fails frees its slot', async () => {
  const slots = createHashSlots({ running: 1, waiting: 0 });
  await expect(slots.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await slots.run(async () => 'yes')).toBe('yes');
});
