import { randomUUID } from 'node:crypto';
import {
  CreateQueueCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A queue of one test on the SQS that the test run has. */
export interface EventQueue {
  readonly url: string;
  send(message: unknown): Promise<void>;
  /** Messages that are not deleted yet, in hand or waiting. */
  left(): Promise<number>;
  remove(): Promise<void>;
}

export async function createEventQueue(): Promise<EventQueue> {
  process.env.AWS_ENDPOINT_URL = process.env.SOUK_TEST_AWS_ENDPOINT;
  const sqs = new SQSClient({});
  const created = await sqs.send(new CreateQueueCommand({ QueueName: `cache-${randomUUID()}` }));
  // Its own host name would need a resolver.
  const QueueUrl = new URL(new URL(created.QueueUrl ?? '').pathname, process.env.SOUK_TEST_AWS_ENDPOINT).href;
  return {
    url: QueueUrl,
    send: async (message) => {
      const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    },
    left: async () => {
      const { Attributes } = await sqs.send(
        new GetQueueAttributesCommand({
          QueueUrl,
          AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      );
      return Object.values(Attributes ?? {}).reduce((sum, value) => sum + Number(value), 0);
    },
    remove: async () => {
      await sqs.send(new DeleteQueueCommand({ QueueUrl }));
      sqs.destroy();
    },
  };
}
