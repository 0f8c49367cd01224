import { readConfig } from '../config.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../testing/otlp-receiver.ts';
import { RawClient } from '../testing/raw-ws-client.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';
import { tracesUrl } from './start-tracing.ts';

const client = { traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) };
const traceparent = `00-${client.traceId}-${client.spanId}-01`;
const joined = 'query Joined { parcels { owner { name } } }';

describe('tracing', () => {
  let receiver: OtlpReceiver;
  let shop: ShopGateway | undefined;
  beforeEach(async () => {
    receiver = await startOtlpReceiver();
  });
  afterEach(async () => {
    await shop?.stop();
    shop = undefined;
    await receiver.stop();
  });
  const start = async (
    environment: Record<string, string> = {},
    subgraphs?: Parameters<typeof startShopGateway>[1],
  ): Promise<ShopGateway> => {
    shop = await startShopGateway(
      { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '10', ...environment },
      subgraphs,
    );
    return shop;
  };
  const spanNamed = (name: string) => receiver.spans.find((span) => span.name === name);

  test('an operation is a span, with one below it for each request to a subgraph, which is told of it', async () => {
    const { post, parcels, people, logs } = await start();
    await post(joined, { headers: { 'x-correlation-id': 'c-1' } });
    const operation = await waitFor(() => spanNamed('query Joined'), 'the span of the operation');
    expect(operation).toMatchObject({ service: 'gateway', kind: 2, parentSpanId: '', status: 0 });
    expect(operation.attributes).toMatchObject({
      'graphql.operation.name': 'Joined',
      'graphql.operation.type': 'query',
      'graphql.document.hash': expect.stringMatching(/^[\da-f]{16}$/),
      'http.response.status_code': 200,
      'correlation.id': 'c-1',
    });
    for (const [name, subgraph] of [
      ['POST parcels', parcels],
      ['POST people', people],
    ] as const) {
      const span = spanNamed(name);
      expect(span).toMatchObject({ kind: 3, traceId: operation.traceId, parentSpanId: operation.spanId });
      expect(subgraph.requests.at(-1)?.headers.traceparent).toBe(`00-${span?.traceId}-${span?.spanId}-01`);
    }
    expect(logs.find(({ msg }) => msg === 'operation')).toMatchObject({
      operationName: 'Joined',
      traceId: operation.traceId,
    });
  });

  test('parsing, validation and planning are steps of the first run only', async () => {
    const { post } = await start();
    const steps = (): string[] => receiver.spans.filter(({ kind }) => kind === 1).map(({ name }) => name);
    await post(joined);
    await waitFor(() => spanNamed('query Joined'));
    expect(steps().sort()).toEqual(['graphql.parse', 'graphql.plan', 'graphql.validate']);
    await post(joined);
    await waitFor(() => receiver.spans.filter(({ name }) => name === 'query Joined').length === 2);
    expect(steps()).toHaveLength(3);
  });

  test('the trace of one of our own servers goes on; a stranger cannot make us record into theirs', async () => {
    const own = await start({ TRUSTED_PROXIES: '127.0.0.1' });
    await own.post(joined, { headers: { traceparent } });
    const continued = await waitFor(() => spanNamed('query Joined'));
    expect(continued).toMatchObject({ traceId: client.traceId, parentSpanId: client.spanId, links: [] });
    await own.stop();
    receiver.spans.length = 0;
    const open = await start();
    await open.post(joined, { headers: { traceparent } });
    const linked = await waitFor(() => spanNamed('query Joined'));
    expect(linked).toMatchObject({ parentSpanId: '', links: [client] });
    expect(linked.traceId).not.toBe(client.traceId);
    expect(open.parcels.requests.at(-1)?.headers.traceparent).toContain(linked.traceId);
  });

  test('what is not sampled is not recorded, and subgraphs are told so', async () => {
    const { post, parcels, gateway } = await start({
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: '0',
    });
    expect((await post(joined)).body.errors).toBeUndefined();
    expect(parcels.requests.at(-1)?.headers.traceparent).toMatch(/-00$/);
    await gateway.stop();
    expect(receiver.requests()).toBe(0);
  });

  test('a failing subgraph is an error of its span and of the operation', async () => {
    const { post } = await start(
      {},
      { people: { intercept: (_body, response) => response.writeHead(502).end('down') !== undefined } },
    );
    await post(joined);
    expect((await waitFor(() => spanNamed('query Joined'))).status).toBe(2);
    expect(spanNamed('POST people')).toMatchObject({
      status: 2,
      attributes: { 'error.type': 'SubgraphUnavailable' },
    });
    expect(spanNamed('POST parcels')?.status).toBe(0);
  });

  test('a collector that is away costs nothing but its spans, nor holds up the end', async () => {
    // The exporter reads this one itself.
    process.env.OTEL_EXPORTER_OTLP_TIMEOUT = '300';
    try {
      const { post, logs } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' });
      expect((await post(joined)).status).toBe(200);
      await waitFor(() => logs.find(({ msg }) => msg === 'tracing'), 'the complaint in the log');
      expect((await post(joined)).status).toBe(200);
    } finally {
      delete process.env.OTEL_EXPORTER_OTLP_TIMEOUT;
    }
  });

  test('over WebSocket, operations and joined events are traces too', async () => {
    const { gateway, people } = await start();
    const socket = await new RawClient(gateway.url).init();
    const subscription = 'subscription Moves { parcelMoved(id: "t") { step owner { name } } }';
    socket.send({ id: '1', type: 'subscribe', payload: { query: subscription } });
    const event = await waitFor(() => spanNamed('subscription Moves'), 'the span of the snapshot');
    const fetched = await waitFor(() => spanNamed('POST people'));
    expect(fetched).toMatchObject({ traceId: event.traceId, parentSpanId: event.spanId });
    expect(people.requests.at(-1)?.headers.traceparent).toContain(fetched.spanId);
    socket.send({ id: '2', type: 'subscribe', payload: { query: joined } });
    const operation = await waitFor(() => spanNamed('query Joined'));
    expect(operation.traceId).not.toBe(event.traceId);
    socket.socket.close();
  });

  test('is off without an endpoint, and then a client’s context passes through', async () => {
    const { post, parcels } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: '' });
    await post(joined, { headers: { traceparent } });
    expect(parcels.requests.at(-1)?.headers.traceparent).toBe(traceparent);
    const url = (environment: Record<string, string>): string | undefined =>
      tracesUrl(readConfig(environment));
    const base = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318/' };
    expect(url({})).toBeUndefined();
    expect(url(base)).toBe('http://collector:4318/v1/traces');
    expect(url({ ...base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://t/x' })).toBe('http://t/x');
    expect(url({ ...base, OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
    expect(url({ ...base, OTEL_TRACES_EXPORTER: 'none' })).toBeUndefined();
  });
});
