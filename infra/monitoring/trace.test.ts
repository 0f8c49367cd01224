import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../gateway/src/config.ts';
import { type Gateway, startGateway } from '../../gateway/src/server.ts';
import { composeSubgraphs } from '../../gateway/src/supergraph/compose.ts';
import { type OtlpReceiver, startOtlpReceiver } from '../../gateway/src/testing/otlp-receiver.ts';
import { createEvent, type EventEnvelope } from '../../subgraphs/shared/src/events/define-event.ts';
import { stockCommitRequested } from '../../subgraphs/shared/src/events/stock-commit-requested.ts';
import type { HttpEndpoint } from '../../subgraphs/shared/src/http.ts';
import { inTransaction, recordEvents } from '../../subgraphs/shared/src/outbox.ts';
import { type OutboxRelay, startOutboxRelay } from '../../subgraphs/shared/src/outbox-relay.ts';
import type { Stoppable } from '../../subgraphs/shared/src/process.ts';
import { type SqsConsumer, startSqsConsumer } from '../../subgraphs/shared/src/sqs-consumer.ts';
import { startTracing } from '../../subgraphs/shared/src/start-tracing.ts';
import { createSubgraphSchema, startSubgraphServer } from '../../subgraphs/shared/src/subgraph-server.ts';
import { testViewerTokenSecret } from '../../subgraphs/shared/src/testing/subgraph-client.ts';
import { createTestDatabase, type TestDatabase } from '../../subgraphs/shared/src/testing/test-database.ts';
import { testLogger as logger } from '../../subgraphs/shared/src/testing/test-logger.ts';
import {
  createTestMessaging,
  type TestMessaging,
} from '../../subgraphs/shared/src/testing/test-messaging.ts';
import { sharedDatabase } from '../../subgraphs/shared/src/testing/test-subgraph.ts';
import { waitFor } from '../../subgraphs/shared/src/testing/wait-for.ts';

const sdl = 'type Query { ready: Boolean } type Mutation { commit(orderId: ID!): Boolean }';

describe('one trace from the client to the last worker', () => {
  let receiver: OtlpReceiver;
  let tracing: Stoppable | undefined;
  let database: TestDatabase;
  let messaging: TestMessaging;
  let relay: OutboxRelay;
  let consumer: SqsConsumer;
  let subgraph: HttpEndpoint;
  let gateway: Gateway;
  let folder: string;
  /** What the worker published while it handled an event. */
  const published: EventEnvelope[] = [];

  beforeAll(async () => {
    receiver = await startOtlpReceiver();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url, OTEL_BSP_SCHEDULE_DELAY: '10' };
    tracing = await startTracing('orders', environment, logger);
    database = await createTestDatabase('shared', sharedDatabase);
    messaging = await createTestMessaging();
    const { topicArn } = messaging;
    relay = startOutboxRelay({ ...database, sns: messaging.sns, topicArn, logger, pollMs: 20 });
    consumer = startSqsConsumer<'StockCommitRequested'>({
      ...messaging,
      logger,
      handlers: {
        StockCommitRequested: async (event) => {
          published.push(requested(event.subject, event.correlationid));
        },
      },
    });
    const resolvers = {
      Mutation: {
        commit: async (_: unknown, input: { orderId: string }, context: { correlationId: string }) => {
          const event = requested(input.orderId, context.correlationId);
          await inTransaction(database, (tx) => recordEvents(tx, event));
          return true;
        },
      },
    };
    subgraph = await startSubgraphServer<object>({
      name: 'orders',
      host: '127.0.0.1',
      port: 0,
      schema: createSubgraphSchema(sdl, resolvers),
      viewerTokenSecret: testViewerTokenSecret,
      logger,
      isReady: async () => true,
      createContext: ({ correlationId }) => ({ correlationId }),
    });
    const url = `http://127.0.0.1:${subgraph.port}/graphql`;
    const { supergraphSdl } = composeSubgraphs([{ name: 'orders', sdl, url, file: 'orders' }]);
    folder = mkdtempSync(join(tmpdir(), 'trace-'));
    writeFileSync(join(folder, 'supergraph.graphql'), String(supergraphSdl));
    const config = readConfig({
      ...environment,
      PORT: '0',
      SUPERGRAPH_FILE: join(folder, 'supergraph.graphql'),
      VIEWER_TOKEN_SECRET: testViewerTokenSecret,
    });
    gateway = await startGateway(config, { logger, now: Date.now });
  });
  afterAll(async () => {
    await gateway?.stop();
    await subgraph?.close();
    await consumer?.stop();
    await relay?.stop();
    messaging?.close();
    await database?.close();
    await tracing?.stop();
    await receiver?.stop();
    rmSync(folder, { recursive: true });
  });

  test('each span is below the one that caused it, over HTTP, the outbox, SNS and SQS', async () => {
    const post = async (orderId: string): Promise<void> => {
      const query = `mutation Commit { commit(orderId: "${orderId}") }`;
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-correlation-id': `c-${orderId}` },
        body: JSON.stringify({ query }),
      });
      expect(await response.json()).toEqual({ data: { commit: true } });
    };
    await Promise.all(['o-1', 'o-2'].map(post));
    await waitFor(() => receiver.spans.filter(({ kind }) => kind === 5).length === 2);
    await waitFor(() => receiver.spans.filter(({ service }) => service === 'gateway').length >= 4);
    for (const orderId of ['o-1', 'o-2']) {
      const operation = receiver.spans.find(
        ({ service, attributes }) => service === 'gateway' && attributes['correlation.id'] === `c-${orderId}`,
      );
      const inTrace = receiver.spans.filter(({ traceId }) => traceId === operation?.traceId);
      const fetched = inTrace.find(({ kind }) => kind === 3);
      const request = inTrace.find(({ kind, service }) => kind === 2 && service === 'orders');
      const handled = inTrace.find(({ kind }) => kind === 5);
      expect(operation).toMatchObject({ name: 'mutation Commit', kind: 2, parentSpanId: '' });
      expect(fetched?.parentSpanId).toBe(operation?.spanId);
      expect(request?.parentSpanId).toBe(fetched?.spanId);
      expect(handled?.parentSpanId).toBe(request?.spanId);
      expect(handled?.name).toBe('process StockCommitRequested');
      // What the worker publishes would go on from its own span.
      const next = published.find(({ subject }) => subject === orderId);
      expect(next?.traceparent).toBe(`00-${handled?.traceId}-${handled?.spanId}-01`);
    }
  });
});

function requested(orderId: string, correlationId: string | undefined): EventEnvelope {
  return createEvent(
    stockCommitRequested,
    { aggregateId: orderId, aggregateVersion: 1, occurredAt: new Date(), correlationId },
    { orderId },
  );
}
