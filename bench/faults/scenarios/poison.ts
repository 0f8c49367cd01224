import { DeleteMessageCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { pause, type Scenario, until } from '../scenario.ts';
import { connect } from './database.ts';
import { createSqs, queueUrl } from './messaging.ts';

const envelope = {
  specversion: '1.0',
  id: 'evt_poison',
  source: 'souk/products',
  type: 'StockReserved',
  subject: 'ord_none',
  time: new Date(0).toISOString(),
  dataversion: 1,
  aggregateversion: 1,
};

/** What no retry can mend. */
const poison = [
  'this is not JSON',
  '{"hello":"world"}',
  JSON.stringify({ ...envelope, dataversion: 99, data: {} }),
  JSON.stringify({ ...envelope, data: { orderId: 7 } }),
];

/**
 * F5: poison ends in the dead-letter queue while the rest flows; what a fault of the worker put there is moved back
 * after the fix and takes effect once.
 */
export const poisonQueues: Scenario = {
  id: 'F5',
  what: 'poison, and a handler that fails until it is fixed; redrive',
  async inject(shop) {
    const sqs = createSqs(shop);
    const deadLetters = async (name: string): Promise<{ body: string; remove: () => Promise<unknown> }[]> => {
      const QueueUrl = `${queueUrl(shop, name)}-dlq`;
      const found: { body: string; remove: () => Promise<unknown> }[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({
            QueueUrl,
            MaxNumberOfMessages: 10,
            WaitTimeSeconds: 0,
            VisibilityTimeout: 2,
          }),
        );
        if (Messages.length === 0) return found;
        for (const { Body, ReceiptHandle } of Messages) {
          const remove = (): Promise<unknown> =>
            sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
          found.push({ body: Body!, remove });
        }
      }
    };
    for (const MessageBody of poison) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(shop, 'orders'), MessageBody }));
    }
    const analytics = await connect(shop, 'analytics');
    await analytics.query('ALTER TABLE event_archive RENAME TO event_archive_away');
    let failed: string[] = [];
    await until(
      'events reach the dead-letter queue of analytics',
      async () => {
        failed = [...new Set([...failed, ...(await deadLetters('analytics')).map(({ body }) => body)])];
        return failed.length >= 3;
      },
      90_000,
    );
    await analytics.query('ALTER TABLE event_archive_away RENAME TO event_archive');
    const gone: string[] = [];
    await until(
      'poison is in the dead-letter queue of orders',
      async () => {
        for (const { body, remove } of await deadLetters('orders')) {
          gone.push(body);
          await remove();
        }
        return gone.length >= poison.length;
      },
      90_000,
    );
    await pause(3);
    let redriven = 0;
    for (;;) {
      const letters = await deadLetters('analytics');
      if (letters.length === 0 && redriven > 0) break;
      for (const { body, remove } of letters) {
        await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl(shop, 'analytics'), MessageBody: body }));
        await remove();
        redriven += 1;
      }
      await pause(1);
    }
    await analytics.end();
    sqs.destroy();
    return {
      faults: poison.length + redriven,
      checks: [
        {
          kind: 'lost',
          what: 'the dead letters of orders were exactly the poison',
          failures: gone.filter((body) => !poison.includes(body)),
        },
      ],
    };
  },
};
