import {
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { subgraphs } from '@souk/local/ports';
import type { AwsTrouble } from '../aws-proxy.ts';
import type { FaultShop } from '../fault-shop.ts';
import { pause, type Scenario } from '../scenario.ts';
import { connect } from './database.ts';

const kinds: readonly AwsTrouble[] = ['refuse', 'hang', 'unavailable'];

/** F3: SNS and SQS refuse connections, hang, answer 503. */
export const loseMessaging: Scenario = {
  id: 'F3',
  what: 'SNS and SQS refuse, hang, answer 503',
  async inject({ aws }, seconds) {
    for (const kind of kinds) {
      aws.trouble(kind);
      await pause(seconds);
      aws.trouble('none');
      await pause(1);
    }
    return { faults: kinds.length };
  },
};

/** F3b: every other call to SNS and SQS is carried out, and its answer lost. */
export const loseAnswers: Scenario = {
  id: 'F3b',
  what: 'SNS and SQS do what they are asked, and half of the answers are lost',
  async inject({ aws }, seconds) {
    const before = aws.troubled();
    aws.trouble('lose-answers');
    await pause(seconds);
    aws.trouble('none');
    return { faults: aws.troubled() - before };
  },
};

/**
 * F4: messages come one to five times, in any order, up to `seconds` late; some holds have run out by then. A thief at
 * each queue takes what the worker does not get first, and puts copies of it back with delays of their own.
 */
export const disorderMessages: Scenario = {
  id: 'F4',
  what: 'messages 1 to 5 times, out of order, late, some after the hold ran out',
  async inject(shop, seconds) {
    const sqs = createSqs(shop);
    const endsAt = performance.now() + seconds * 1000;
    let copies = 0;
    const thief = async (QueueUrl: string): Promise<void> => {
      while (performance.now() < endsAt) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }),
        );
        for (const { Body, ReceiptHandle } of Messages) {
          const times = 1 + Math.floor(Math.random() * 5);
          for (let copy = 0; copy < times; copy += 1) {
            const DelaySeconds = Math.floor(Math.random() * Math.min(30, seconds));
            await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: Body, DelaySeconds }));
          }
          // Only now: a message is never lost, whatever happens to the thief.
          await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
          copies += times;
        }
      }
    };
    const thieves = subgraphs.flatMap((name) => [1, 2].map(() => thief(queueUrl(shop, name))));
    const products = await connect(shop, 'products');
    while (performance.now() < endsAt) {
      // Holds of orders; what a flash sale holds under its id is the sale's until it closes.
      await products.query(
        `UPDATE reservations r SET expires_at = now() - interval '10 minutes'
         WHERE state = 'HELD' AND random() < 0.2 AND NOT EXISTS (SELECT FROM flash_sales f WHERE f.id = r.order_id)`,
      );
      await pause(1);
    }
    await products.end();
    await Promise.all(thieves);
    sqs.destroy();
    return { faults: copies };
  },
};

/** An SQS client past the proxy. */
export function createSqs(shop: FaultShop): SQSClient {
  return new SQSClient({
    endpoint: shop.souk().urls.aws,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
}

export function queueUrl(shop: FaultShop, name: string): string {
  return `${shop.souk().urls.aws}/000000000000/souk-${name}`;
}
