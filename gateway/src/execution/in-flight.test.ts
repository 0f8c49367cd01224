import { Cancellation } from './cancellation.ts';
import { authorityOf, InFlight } from './in-flight.ts';

/** Work that ends when the test says so. */
function createWork() {
  const started: { cancellation: Cancellation; end: (text: string) => void; fail: (error: Error) => void }[] =
    [];
  const start = (cancellation: Cancellation): Promise<string> =>
    new Promise((resolve, reject) => {
      started.push({ cancellation, end: resolve, fail: reject });
    });
  return { started, start };
}

describe('work in flight', () => {
  test('is done once for all who ask while it is under way, and anew afterwards', async () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    const both = [inFlight.run('a', new Cancellation(), start), inFlight.run('a', new Cancellation(), start)];
    expect(started).toHaveLength(1);
    started[0]?.end('one');
    expect(await Promise.all(both)).toEqual(['one', 'one']);
    const later = inFlight.run('a', new Cancellation(), start);
    expect(started).toHaveLength(2);
    started[1]?.end('two');
    expect(await later).toBe('two');
  });

  test('with another key is other work', () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    inFlight.run('a', new Cancellation(), start);
    inFlight.run('b', new Cancellation(), start);
    expect(started).toHaveLength(2);
  });

  test('that fails, fails for everyone', async () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    const both = [inFlight.run('a', new Cancellation(), start), inFlight.run('a', new Cancellation(), start)];
    started[0]?.fail(new Error('broken'));
    expect(await Promise.allSettled(both)).toMatchObject([
      { status: 'rejected', reason: { message: 'broken' } },
      { status: 'rejected', reason: { message: 'broken' } },
    ]);
  });

  test('goes on when the one who began it leaves', async () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    const leaving = new Cancellation();
    void inFlight.run('a', leaving, start);
    const staying = inFlight.run('a', new Cancellation(), start);
    leaving.cancel();
    expect(started[0]?.cancellation.cancelled).toBe(false);
    started[0]?.end('done');
    expect(await staying).toBe('done');
  });

  test('is cancelled when the last one leaves, and then joined by nobody', () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    const leaving = [new Cancellation(), new Cancellation()];
    for (const cancellation of leaving) void inFlight.run('a', cancellation, start);
    for (const cancellation of leaving) cancellation.cancel();
    expect(started[0]?.cancellation.cancelled).toBe(true);
    void inFlight.run('a', new Cancellation(), start);
    expect(started).toHaveLength(2);
  });

  test('leaves nothing behind with someone who goes on waiting for other things', async () => {
    const inFlight = new InFlight<string>();
    const { started, start } = createWork();
    const longLived = new Cancellation();
    const done = inFlight.run('a', longLived, start);
    started[0]?.end('done');
    await done;
    longLived.cancel();
    expect(started[0]?.cancellation.cancelled).toBe(false);
  });
});

describe('the authority of a request', () => {
  const headers = { 'x-viewer-token': 't1', 'x-correlation-id': 'c1', traceparent: 'p1', tracestate: 's1' };

  test('does not change with the correlation id and the trace context', () => {
    const others = { ...headers, 'x-correlation-id': 'c2', traceparent: 'p2', tracestate: 's2' };
    expect(authorityOf(others)).toBe(authorityOf(headers));
  });

  test.each([
    ['another viewer', { ...headers, 'x-viewer-token': 't2' }],
    ['a header more', { ...headers, authorization: 'Bearer x' }],
    ['an address', { ...headers, 'x-forwarded-for': '10.0.0.1' }],
    ['a header less', { traceparent: 'p1' }],
  ])('changes with %s', (_what, others) => {
    expect(authorityOf(others)).not.toBe(authorityOf(headers));
  });
});
