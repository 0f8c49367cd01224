import { textParam } from './search-params.ts';

it.each([
  ['a text', ' lamp ', 'lamp'],
  ['nothing', undefined, ''],
  ['one of several', ['lamp', 'desk'], ''],
  ['a text that is too long', 'x'.repeat(300), 'x'.repeat(200)],
])('%s is a text of the query string, or none', (_what, given, text) => {
  expect(textParam({ q: given }, 'q')).toBe(text);
});
