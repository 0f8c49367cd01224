import { readConfig } from '../config.ts';
import { publicSeconds } from './cache-control.ts';
import { NotAnEvent, parseEvents, tagsOfEvent } from './invalidation-rules.ts';

const rules = [
  { type: 'Changed', typename: 'Thing', key: 'subject' },
  { type: 'Changed', typename: 'Part', key: 'data.parts.*.id' },
  { type: 'Added', typename: 'Thing' },
];

test.each([
  [
    { type: 'Changed', subject: '1', data: { parts: [{ id: 'a' }, {}, { id: 7 }] } },
    ['Thing:1', 'Part:a', 'Part:7'],
  ],
  [{ type: 'Added', subject: '1' }, ['Thing']],
  [{ type: 'Other', subject: '1' }, []],
  // A key that is not there may be any.
  [{ type: 'Changed' }, ['Thing', 'Part']],
  [{ type: 'Changed', subject: {}, data: { parts: 'none' } }, ['Thing', 'Part']],
])('%j makes %j old', (event, tags) => {
  expect(tagsOfEvent(rules, event)).toEqual(tags);
});

test('events are read as they are, or out of what SNS wraps around them', () => {
  expect(parseEvents('{"type":"A"}')).toEqual([{ type: 'A' }]);
  expect(parseEvents(JSON.stringify({ Type: 'Notification', Message: '{"type":"A"}' }))).toEqual([
    { type: 'A' },
  ]);
  expect(parseEvents('[{"type":"A"},{},{"type":"B"}]')).toEqual([
    { type: 'A' },
    expect.any(NotAnEvent),
    { type: 'B' },
  ]);
  for (const body of ['null', '{}', '{"type":1}'])
    expect(parseEvents(body)).toEqual([expect.any(NotAnEvent)]);
  for (const body of ['', '[]', '{"Type":"Notification","Message":"x"}']) {
    expect(() => parseEvents(body)).toThrow(NotAnEvent);
  }
});

test.each([
  [undefined, 0],
  ['max-age=60, public', 60],
  ['public, max-age=60, s-maxage=30', 30],
  ['Public, Max-Age="60"', 60],
  ['max-age=60', 0],
  ['max-age=60, private', 0],
  ['public, max-age=60, no-store', 0],
  ['public, max-age=60, no-cache', 0],
  ['public', 0],
  ['public, max-age=-1', 0],
  ['public, max-age=soon', 0],
])('Cache-Control "%s" lets everybody keep an answer for %i s', (header, seconds) => {
  expect(publicSeconds(header)).toBe(seconds);
});

test('settings that cannot work are refused at the start', () => {
  expect(() => readConfig({ CACHE: 'redis' })).toThrow('CACHE: redis needs REDIS_URL');
  expect(() => readConfig({ CACHE_VARY_HEADERS: 'x-a' })).toThrow('x-a is not one of FORWARD_HEADERS');
  expect(() => readConfig({ CACHE: 'disk' })).toThrow('CACHE');
  expect(() => readConfig({ CACHE_INVALIDATION_RULES: '[{"type":"A"}]' })).toThrow(
    'CACHE_INVALIDATION_RULES.0.typename',
  );
  expect(() => readConfig({ CACHE_INVALIDATION_RULES: '{' })).toThrow('must be JSON');
  expect(readConfig({ CACHE_BYPASS_ROLES: 'A, B' }).CACHE_BYPASS_ROLES).toEqual(['A', 'B']);
});
