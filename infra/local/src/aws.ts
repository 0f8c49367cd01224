import { CreateBucketCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateTopicCommand,
  paginateListSubscriptions,
  SetSubscriptionAttributesCommand,
  SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  paginateListQueues,
  SetQueueAttributesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

export const LOCAL_REGION = 'us-east-1';
export const MEDIA_BUCKET = 'souk-media';
const LOCAL_ACCOUNT = '000000000000';
const REQUEST_TIMEOUT_MS = 10_000;

/** Credentials that the emulator and the inbox accept; they are checked nowhere. */
export const localCredentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Who consumes which event types; the real one is in `@souk/shared/topology`. */
export interface Topology {
  readonly consumers: Readonly<Record<string, readonly string[]>>;
  ownerOf(eventType: string): string;
}

/** ARN of the topic that a subgraph publishes to. */
export function topicArn(subgraph: string): string {
  return `arn:aws:sns:${LOCAL_REGION}:${LOCAL_ACCOUNT}:souk-${subgraph}`;
}

/** URL of the queue that a subgraph's worker reads. */
export function queueUrl(endpoint: string, subgraph: string): string {
  return `${endpoint}/${LOCAL_ACCOUNT}/souk-${subgraph}`;
}

/**
 * Brings the emulator to what the topology asks for: a topic, a queue and a dead-letter queue per subgraph, one
 * filtered raw subscription per publisher and consumer, and the media bucket. Changes and removes what differs;
 * running it again does nothing. Messages are never touched.
 */
export async function provisionMessaging(endpoint: string, topology: Topology): Promise<void> {
  const settings = {
    endpoint,
    region: LOCAL_REGION,
    credentials: localCredentials,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MS },
  };
  const [sns, sqs] = [new SNSClient(settings), new SQSClient(settings)];
  const s3 = new S3Client({ ...settings, forcePathStyle: true });
  try {
    const subgraphs = Object.keys(topology.consumers);
    await Promise.all([
      ensureBucket(s3),
      ensureQueues(sqs, endpoint, subgraphs),
      Promise.all(subgraphs.map((name) => sns.send(new CreateTopicCommand({ Name: `souk-${name}` })))),
    ]);
    await ensureSubscriptions(sns, topology);
  } finally {
    for (const client of [sns, sqs, s3]) client.destroy();
  }
}

async function ensureBucket(s3: S3Client): Promise<void> {
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  if (Buckets.some((bucket) => bucket.Name === MEDIA_BUCKET)) return;
  await s3.send(new CreateBucketCommand({ Bucket: MEDIA_BUCKET }));
}

async function ensureQueues(sqs: SQSClient, endpoint: string, subgraphs: string[]): Promise<void> {
  const existing = new Set<string>();
  for await (const page of paginateListQueues({ client: sqs }, { QueueNamePrefix: 'souk-' })) {
    for (const url of page.QueueUrls ?? []) existing.add(url.slice(url.lastIndexOf('/') + 1));
  }
  const ensure = async (name: string, attributes: Record<string, string>): Promise<void> => {
    const command = existing.has(`souk-${name}`)
      ? new SetQueueAttributesCommand({ QueueUrl: queueUrl(endpoint, name), Attributes: attributes })
      : new CreateQueueCommand({ QueueName: `souk-${name}`, Attributes: attributes });
    await sqs.send(command as CreateQueueCommand);
  };
  const fourteenDays = String(14 * 24 * 3600);
  await Promise.all(subgraphs.map((name) => ensure(`${name}-dlq`, { MessageRetentionPeriod: fourteenDays })));
  await Promise.all(
    subgraphs.map((name) =>
      ensure(name, {
        VisibilityTimeout: '30',
        ReceiveMessageWaitTimeSeconds: '20',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: queueArn(`${name}-dlq`), maxReceiveCount: 5 }),
      }),
    ),
  );
}

async function ensureSubscriptions(sns: SNSClient, topology: Topology): Promise<void> {
  const surplus = new Map<string, string>();
  for await (const page of paginateListSubscriptions({ client: sns }, {})) {
    for (const { TopicArn, Endpoint, SubscriptionArn } of page.Subscriptions ?? []) {
      if (SubscriptionArn) surplus.set(`${TopicArn} ${Endpoint}`, SubscriptionArn);
    }
  }
  const work: Promise<unknown>[] = [];
  for (const { publisher, consumer, types } of subscriptionsOf(topology)) {
    const filterPolicy = JSON.stringify({ type: types });
    const link = { TopicArn: topicArn(publisher), Endpoint: queueArn(consumer) };
    const existing = surplus.get(`${link.TopicArn} ${link.Endpoint}`);
    surplus.delete(`${link.TopicArn} ${link.Endpoint}`);
    if (existing) {
      const change = {
        SubscriptionArn: existing,
        AttributeName: 'FilterPolicy',
        AttributeValue: filterPolicy,
      };
      work.push(sns.send(new SetSubscriptionAttributesCommand(change)));
    } else {
      const attributes = { RawMessageDelivery: 'true', FilterPolicy: filterPolicy };
      work.push(sns.send(new SubscribeCommand({ ...link, Protocol: 'sqs', Attributes: attributes })));
    }
  }
  for (const arn of surplus.values()) work.push(sns.send(new UnsubscribeCommand({ SubscriptionArn: arn })));
  await Promise.all(work);
}

interface Subscription {
  readonly publisher: string;
  readonly consumer: string;
  readonly types: readonly string[];
}

function subscriptionsOf(topology: Topology): Subscription[] {
  return Object.entries(topology.consumers).flatMap(([consumer, eventTypes]) => {
    const byPublisher = Map.groupBy(eventTypes, (type) => topology.ownerOf(type));
    return [...byPublisher].map(([publisher, types]) => ({ publisher, consumer, types: types.toSorted() }));
  });
}

function queueArn(name: string): string {
  return `arn:aws:sqs:${LOCAL_REGION}:${LOCAL_ACCOUNT}:souk-${name}`;
}
