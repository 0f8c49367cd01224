import { DeleteMessageBatchCommand, type Message, type SQSClient } from '@aws-sdk/client-sqs';
import type { Logger } from './logger.ts';

/** A late delete delays nobody; it only widens the time in which a crash makes a message come again. */
const gatherMs = 200;
/** What SQS takes a call. */
const callMessages = 10;

export type SqsAcknowledger = {
  add(message: Message): void;
  /** Deletes at once what is gathered, and waits for that. */
  flush(): Promise<void>;
};

/** Deletes handled messages ten at a time. A lost delete only brings a duplicate, which the inbox knows. */
export function createSqsAcknowledger(sqs: SQSClient, queueUrl: string, logger: Logger): SqsAcknowledger {
  let gathered: Message[] = [];
  let timer: NodeJS.Timeout | undefined;
  const sending = new Set<Promise<void>>();

  function send(): void {
    clearTimeout(timer);
    timer = undefined;
    const batch = gathered;
    gathered = [];
    if (batch.length === 0) return;
    const call = sqs
      .send(
        new DeleteMessageBatchCommand({
          QueueUrl: queueUrl,
          Entries: batch.map((message, index) => ({
            Id: String(index),
            ReceiptHandle: message.ReceiptHandle,
          })),
        }),
        { requestTimeout: 5_000 },
      )
      .then(
        () => undefined,
        (error: unknown) => logger.warn({ err: error }, 'messages not deleted; they come again'),
      )
      .finally(() => sending.delete(call));
    sending.add(call);
  }

  return {
    add(message) {
      gathered.push(message);
      if (gathered.length === callMessages) send();
      else timer ??= setTimeout(send, gatherMs);
    },
    async flush() {
      send();
      await Promise.all(sending);
    },
  };
}
