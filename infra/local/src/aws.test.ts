import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ListSubscriptionsCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { LOCAL_REGION, localCredentials, provisionMessaging, queueUrl, topicArn } from './aws.ts';
import { startAws } from './testing/start-aws.ts';

const owners: Record<string, string> = {
  OrderPlaced: 'orders',
  OrderConfirmed: 'orders',
  StockChanged: 'products',
};
const topology = {
  consumers: {
    orders: ['StockChanged'],
    products: ['OrderPlaced'],
    analytics: ['OrderPlaced', 'StockChanged'],
  },
  ownerOf: (type: string): string => owners[type]!,
};

let dataDir: string;
let aws: ChildProcess;
let endpoint: string;
let sns: SNSClient;
let sqs: SQSClient;

async function start(): Promise<void> {
  ({ aws, endpoint } = await startAws(dataDir));
  const settings = { endpoint, region: LOCAL_REGION, credentials: localCredentials, maxAttempts: 1 };
  sns = new SNSClient(settings);
  sqs = new SQSClient(settings);
}
async function end(signal: NodeJS.Signals): Promise<void> {
  sns.destroy();
  sqs.destroy();
  aws.kill(signal);
  await once(aws, 'exit');
}
async function publish(type: string, body: string): Promise<void> {
  const attributes = { type: { DataType: 'String', StringValue: type } };
  const TopicArn = topicArn(owners[type]!);
  await sns.send(new PublishCommand({ TopicArn, Message: body, MessageAttributes: attributes }));
}
async function receive(subgraph: string): Promise<Message[]> {
  const url = queueUrl(endpoint, subgraph);
  const command = new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 });
  return (await sqs.send(command)).Messages ?? [];
}
async function bodies(subgraph: string): Promise<(string | undefined)[]> {
  return (await receive(subgraph)).map((message) => message.Body);
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'souk-aws-'));
  await start();
});
afterEach(async () => {
  await end('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

test('an event reaches, unwrapped, the queues of those who consume its type and no other', async () => {
  await provisionMessaging(endpoint, topology);
  await publish('OrderPlaced', '{"id":"ord_1"}');
  await publish('OrderConfirmed', '{"id":"ord_1"}');
  expect(await bodies('products')).toEqual(['{"id":"ord_1"}']);
  expect(await bodies('analytics')).toEqual(['{"id":"ord_1"}']);
  expect(await bodies('orders')).toEqual([]);
});

test('provisioning again changes nothing, and follows a changed topology', async () => {
  await provisionMessaging(endpoint, topology);
  await publish('StockChanged', 'kept');
  const before = await sns.send(new ListSubscriptionsCommand({}));
  await provisionMessaging(endpoint, topology);
  const after = await sns.send(new ListSubscriptionsCommand({}));
  expect(after.Subscriptions).toEqual(before.Subscriptions);
  expect(before.Subscriptions).toHaveLength(4);
  expect((await sqs.send(new ListQueuesCommand({}))).QueueUrls).toHaveLength(6);

  const changed = { ...topology, consumers: { orders: [], products: ['OrderConfirmed'], analytics: [] } };
  await provisionMessaging(endpoint, changed);
  await publish('OrderPlaced', 'nobody');
  await publish('OrderConfirmed', 'products');
  expect(await bodies('products')).toEqual(['products']);
  expect(await bodies('analytics')).toEqual(['kept']);
});

test('queues keep their messages when the emulator is killed', async () => {
  await provisionMessaging(endpoint, topology);
  await publish('StockChanged', 'survives');
  await end('SIGKILL');
  await start();
  await provisionMessaging(endpoint, topology);
  expect(await bodies('orders')).toEqual(['survives']);
});

test('every message that was taken outlives a kill in that moment, and what was deleted stays so after an orderly end', async () => {
  await provisionMessaging(endpoint, topology);
  const texts = Array.from({ length: 30 }, (_, index) => `message ${index}`);
  await Promise.all(texts.map((text) => publish('StockChanged', text)));
  await end('SIGKILL');
  await start();
  const found: (string | undefined)[] = [];
  for (let messages = await receive('orders'); messages.length > 0; messages = await receive('orders')) {
    found.push(...messages.map(({ Body }) => Body));
    await Promise.all(
      messages.map(({ ReceiptHandle }) =>
        sqs.send(new DeleteMessageCommand({ QueueUrl: queueUrl(endpoint, 'orders'), ReceiptHandle })),
      ),
    );
  }
  expect(found.sort()).toEqual([...texts].sort());
  await end('SIGTERM');
  await start();
  expect(await bodies('orders')).toEqual([]);
  const waiting = await (await fetch(`${endpoint}/metrics`)).text();
  expect(waiting).toContain('souk_queue_messages{queue="souk-orders",state="in_flight"} 0\n');
  expect(waiting).toContain('souk_queue_messages{queue="souk-analytics",state="visible"} 30\n');
});

test('a message made visible at once is delivered again, and after five times goes to the dead letters', async () => {
  await provisionMessaging(endpoint, topology);
  await publish('StockChanged', 'poison');
  for (let attempt = 1; attempt <= 5; attempt++) {
    const [message] = await receive('orders');
    expect(message?.Body).toBe('poison');
    const handle = { QueueUrl: queueUrl(endpoint, 'orders'), ReceiptHandle: message!.ReceiptHandle };
    await sqs.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 0 }));
  }
  expect(await bodies('orders')).toEqual([]);
  expect(await bodies('orders-dlq')).toEqual(['poison']);
});

test('the queues are told apart in the metrics, and uploads from a browser are allowed', async () => {
  await provisionMessaging(endpoint, topology);
  await publish('StockChanged', 'counted');
  const metrics = await (await fetch(`${endpoint}/metrics`)).text();
  expect(metrics).toContain('souk_queue_messages{queue="souk-orders",state="visible"} 1\n');
  expect(metrics).toContain('souk_aws_calls_total{action="Publish"} 1\n');
  expect(metrics).toMatch(/souk_aws_calls_total\{action="CreateQueue"\} [1-9]/);
  expect((await fetch(`${endpoint}/readyz`)).status).toBe(200);
  const preflight = await fetch(`${endpoint}/souk-media/picture.png`, { method: 'OPTIONS' });
  expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([204, '*']);
  const attributes = {
    QueueUrl: queueUrl(endpoint, 'orders'),
    AttributeNames: ['VisibilityTimeout' as const],
  };
  expect((await sqs.send(new GetQueueAttributesCommand(attributes))).Attributes).toEqual({
    VisibilityTimeout: '30',
  });
});
