import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { EventEnvelope } from '../events/define-event.ts';
import { createId } from '../ids.ts';

export type TestMessaging = {
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly topicArn: string;
  /** Subscribed to the topic, raw delivery. */
  readonly queueUrl: string;
  readonly deadLetterUrl: string;
  /** Puts an event into the queue as the topic would. */
  send(event: EventEnvelope | string): Promise<void>;
  /** Messages in the queue that are not deleted yet, waiting or in hand. */
  left(): Promise<number>;
  /** Takes up to ten messages from a queue, waiting a second for the first. */
  receive(queueUrl?: string): Promise<Message[]>;
  close(): void;
};

/** A topic, a queue subscribed to it, and its dead-letter queue, on the real wire protocol. */
export async function createTestMessaging(
  options: { readonly maxReceiveCount?: number; readonly visibilityTimeoutSeconds?: number } = {},
): Promise<TestMessaging> {
  const endpoint = process.env.SOUK_TEST_AWS_ENDPOINT;
  if (!endpoint) throw new Error('SOUK_TEST_AWS_ENDPOINT is not set: run the tests with jest from the root');
  const connection = {
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  };
  const sns = new SNSClient(connection);
  const sqs = new SQSClient(connection);
  const name = createId('test').replace('_', '-');

  const { TopicArn: topicArn } = await sns.send(new CreateTopicCommand({ Name: name }));
  const deadLetter = await createQueue(`${name}-dlq`, {});
  const queue = await createQueue(name, {
    VisibilityTimeout: String(options.visibilityTimeoutSeconds ?? 30),
    RedrivePolicy: JSON.stringify({
      deadLetterTargetArn: deadLetter.arn,
      maxReceiveCount: options.maxReceiveCount ?? 3,
    }),
  });
  await sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queue.arn,
      Attributes: { RawMessageDelivery: 'true' },
    }),
  );

  async function createQueue(
    queueName: string,
    attributes: Record<string, string>,
  ): Promise<{ url: string; arn: string }> {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: queueName, Attributes: attributes }),
    );
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }),
    );
    return { url: QueueUrl!, arn: Attributes!.QueueArn! };
  }

  return {
    sns,
    sqs,
    topicArn: topicArn!,
    queueUrl: queue.url,
    deadLetterUrl: deadLetter.url,
    async send(event) {
      await sqs.send(
        new SendMessageCommand({
          QueueUrl: queue.url,
          MessageBody: typeof event === 'string' ? event : JSON.stringify(event),
        }),
      );
    },
    async left() {
      const { Attributes = {} } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl: queue.url,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return Object.values(Attributes).reduce((sum, count) => sum + Number(count), 0);
    },
    async receive(queueUrl = queue.url) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
      );
      return Messages;
    },
    close() {
      sns.destroy();
      sqs.destroy();
    },
  };
}
