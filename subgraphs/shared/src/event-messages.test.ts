import fc from 'fast-check';
import {
  gatherPauseMs,
  maxMessageEvents,
  PoisonMessage,
  packEvents,
  unpackEvents,
} from './event-messages.ts';
import { createEvent, type EventEnvelope } from './events/define-event.ts';
import { stockCommitRequested } from './events/stock-commit-requested.ts';

function commitRequested(orderId: string): EventEnvelope<'StockCommitRequested'> {
  return createEvent(
    stockCommitRequested,
    { aggregateId: orderId, aggregateVersion: 1, occurredAt: new Date() },
    { orderId },
  );
}

describe('packEvents', () => {
  it('puts events of one type into one message, in their order, and other types into others', () => {
    const events = ['A', 'B', 'A', 'A', 'B'].map((type, index) => ({ type, envelope: `{"n":${index}}` }));
    expect(packEvents(events).map(({ type, body }) => ({ type, body: JSON.parse(body) as unknown }))).toEqual(
      [
        { type: 'A', body: [{ n: 0 }, { n: 2 }, { n: 3 }] },
        { type: 'B', body: [{ n: 1 }, { n: 4 }] },
      ],
    );
  });

  it('loses nothing, mixes no types, and keeps every message within its limits', () => {
    const event = fc.record({
      type: fc.constantFrom('A', 'B', 'C'),
      envelope: fc.oneof(
        { weight: 9, arbitrary: fc.string({ unit: 'grapheme', maxLength: 40 }) },
        fc.integer({ min: 30_000, max: 90_000 }).map((length) => 'é'.repeat(length / 2)),
      ),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 200 }), (drawn) => {
        const events = drawn.map(({ type, envelope }) => ({ type, envelope: JSON.stringify(envelope) }));
        const messages = packEvents(events);
        for (const type of ['A', 'B', 'C']) {
          expect(messages.filter((one) => one.type === type).flatMap((one) => one.events)).toEqual(
            events.filter((one) => one.type === type),
          );
        }
        for (const message of messages) {
          expect(message.events.length).toBeLessThanOrEqual(maxMessageEvents);
          expect(Buffer.byteLength(message.body)).toBeLessThanOrEqual(message.bytes);
          expect(message.events.length === 1 || message.bytes <= 64 * 1024).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('unpackEvents', () => {
  it('gives back what was packed, and takes a single event too', () => {
    const events = [commitRequested('ord_a'), commitRequested('ord_b')];
    const stored = events.map((event) => ({ type: event.type, envelope: JSON.stringify(event) }));
    expect(unpackEvents(packEvents(stored)[0]!.body)).toEqual(events);
    expect(unpackEvents(JSON.stringify(events[0]))).toEqual([events[0]]);
  });

  it.each([
    ['null', null],
    ['no event', { hello: 'world' }],
    ['a type that only sounds known', { ...commitRequested('ord_a'), type: 'constructor' }],
    ['an event without an id', { ...commitRequested('ord_a'), id: undefined }],
    ['an unknown version', { ...commitRequested('ord_a'), dataversion: 9 }],
    ['data of another shape', { ...commitRequested('ord_a'), data: {} }],
  ])('gives %s as an error in its place, and the rest as it is', (_what, bad) => {
    const [first, second, third] = unpackEvents(
      JSON.stringify([commitRequested('ord_a'), bad, commitRequested('ord_c')]),
    );
    expect(first).toMatchObject({ subject: 'ord_a' });
    expect(second).toBeInstanceOf(PoisonMessage);
    expect(third).toMatchObject({ subject: 'ord_c' });
  });

  it.each([['{'], ['[]'], ['']])('refuses %p', (body) => {
    expect(() => unpackEvents(body)).toThrow(PoisonMessage);
  });
});

it('a trickle waits for nothing, a flow for a tenth of a second', () => {
  expect([0, 1, 4, 20, 500].map(gatherPauseMs)).toEqual([0, 5, 20, 100, 100]);
});
