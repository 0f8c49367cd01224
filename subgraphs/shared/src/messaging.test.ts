import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { createEvent, type EventEnvelope } from './events/define-event.ts';
import { stockCommitRequested } from './events/stock-commit-requested.ts';
import { createId } from './ids.ts';
import { handleOnce } from './inbox.ts';
import { inTransaction, recordEvents } from './outbox.ts';
import { type OutboxRelay, startOutboxRelay } from './outbox-relay.ts';
import { rows } from './sql.ts';
import { type SqsConsumer, startSqsConsumer } from './sqs-consumer.ts';
import { createTestDatabase, type TestDatabase } from './testing/test-database.ts';
import { recordedEvents } from './testing/test-events.ts';
import { testLogger as logger } from './testing/test-logger.ts';
import { createTestMessaging, type TestMessaging } from './testing/test-messaging.ts';
import { sharedDatabase } from './testing/test-subgraph.ts';
import { waitFor } from './testing/wait-for.ts';

let database: TestDatabase;
let messaging: TestMessaging;
let running: (OutboxRelay | SqsConsumer)[] = [];

beforeAll(async () => {
  database = await createTestDatabase('shared', sharedDatabase);
});
beforeEach(async () => {
  messaging = await createTestMessaging({ maxReceiveCount: 2, visibilityTimeoutSeconds: 2 });
});
afterEach(async () => {
  await Promise.all(running.map((part) => part.stop()));
  running = [];
  messaging.close();
  await database.clear();
});
afterAll(() => database.close());

function commitRequested(orderId: string, version = 1): EventEnvelope<'StockCommitRequested'> {
  return createEvent(
    stockCommitRequested,
    { aggregateId: orderId, aggregateVersion: version, occurredAt: new Date() },
    { orderId },
  );
}

function record(...events: EventEnvelope[]): Promise<void> {
  return inTransaction(database, (tx) => recordEvents(tx, ...events));
}

function relay(sns: Pick<SNSClient, 'send'> = messaging.sns): OutboxRelay {
  const started = startOutboxRelay({
    ...database,
    sns: sns as SNSClient,
    topicArn: messaging.topicArn,
    logger,
    pollMs: 50,
    leaseMs: 600,
  });
  running.push(started);
  return started;
}

/** A worker whose work is to write down the event, once. */
function consume(work: (event: EventEnvelope) => Promise<void> = async () => {}): SqsConsumer {
  const started = startSqsConsumer<'StockCommitRequested'>({
    ...messaging,
    logger,
    visibilityTimeoutSeconds: 2,
    handlers: {
      StockCommitRequested: (event) =>
        handleOnce(database, 'products', event, async (tx) => {
          await tx.query('INSERT INTO effects (subject, version) VALUES ($1, $2)', [
            event.subject,
            event.aggregateversion,
          ]);
          await work(event);
        }),
    },
  });
  running.push(started);
  return started;
}

function effects(): Promise<{ subject: string; version: number }[]> {
  return rows(database.dataSource.manager, 'SELECT subject, version FROM effects ORDER BY id');
}

describe('an event on its way from an outbox to a consumer', () => {
  it('arrives, leaves the outbox, and takes effect once', async () => {
    relay();
    consume();
    await record(commitRequested('ord_a'));
    await waitFor(async () => (await effects()).length === 1);
    await waitFor(async () => (await recordedEvents(database.dataSource)).length === 0);
    expect(await effects()).toEqual([{ subject: 'ord_a', version: 1 }]);
  });

  it('is not recorded when the transaction fails', async () => {
    const failing = inTransaction(database, async (tx) => {
      await recordEvents(tx, commitRequested('ord_a'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await recordedEvents(database.dataSource)).toEqual([]);
  });

  it('is published by the next relay if the process dies after the commit, before publishing', async () => {
    await record(commitRequested('ord_a'));
    consume();
    expect(await effects()).toEqual([]);
    relay();
    await waitFor(async () => (await effects()).length === 1);
  });

  it('takes effect once if the relay dies after publishing, before the row is removed', async () => {
    await record(commitRequested('ord_a'));
    const [event] = await recordedEvents(database.dataSource);
    await messaging.sns.send(
      new PublishBatchCommand({
        TopicArn: messaging.topicArn,
        PublishBatchRequestEntries: [{ Id: '1', Message: JSON.stringify([event]) }],
      }),
    );
    relay();
    consume();
    await waitFor(async () => (await recordedEvents(database.dataSource)).length === 0);
    await record(commitRequested('ord_b'));
    await waitFor(async () => (await effects()).some((effect) => effect.subject === 'ord_b'));
    expect((await effects()).filter((effect) => effect.subject === 'ord_a')).toHaveLength(1);
  });

  it('takes effect once if the consumer dies after its commit, before the message is deleted', async () => {
    const event = commitRequested('ord_a');
    await handleOnce(database, 'products', event, async (tx) => {
      await tx.query(`INSERT INTO effects (subject, version) VALUES ('ord_a', 1)`);
    });
    await messaging.send(event);
    consume();
    await messaging.send(commitRequested('ord_b'));
    await waitFor(async () => (await effects()).some((effect) => effect.subject === 'ord_b'));
    expect((await effects()).filter((effect) => effect.subject === 'ord_a')).toHaveLength(1);
  });

  it('takes effect once when it is delivered many times at the same moment', async () => {
    const event = commitRequested('ord_a');
    await Promise.all(Array.from({ length: 8 }, () => messaging.send(event)));
    consume();
    await messaging.send(commitRequested('ord_b'));
    await waitFor(async () => (await effects()).some((effect) => effect.subject === 'ord_b'));
    expect((await effects()).filter((effect) => effect.subject === 'ord_a')).toHaveLength(1);
  });

  it('comes again when its handler fails, and leaves no trace of the failed try', async () => {
    let tries = 0;
    consume(async () => {
      tries += 1;
      if (tries === 1) throw new Error('first try fails');
    });
    await messaging.send(commitRequested('ord_a'));
    await waitFor(async () => (await effects()).length === 1);
    expect(tries).toBe(2);
  });
});

describe('the outbox relay', () => {
  it('sends what waits in few messages, and what SNS takes of them is removed, the rest sent again', async () => {
    const events = Array.from({ length: 120 }, (_, index) => commitRequested(`ord_${index}`));
    await record(...events);
    const sizes: number[] = [];
    let refuses = true;
    relay({
      send: (async (command: PublishBatchCommand, ...rest: []) => {
        const entries = command.input.PublishBatchRequestEntries ?? [];
        sizes.push(...entries.map((entry) => (JSON.parse(entry.Message!) as unknown[]).length));
        if (!refuses) return messaging.sns.send(command, ...rest);
        refuses = false;
        const [first, ...others] = entries;
        await messaging.sns.send(
          new PublishBatchCommand({ ...command.input, PublishBatchRequestEntries: others }),
        );
        return { Failed: [{ Id: first!.Id, Code: 'InternalError', SenderFault: false }] };
      }) as SNSClient['send'],
    });
    consume();
    await waitFor(async () => (await recordedEvents(database.dataSource)).length === 0);
    await waitFor(async () => (await effects()).length === 120);
    expect(sizes).toEqual([50, 50, 20, 50]);
  });

  it("keeps the order of an aggregate's events of one type, also with many in one batch", async () => {
    const events = Array.from({ length: 120 }, (_, index) => commitRequested('ord_a', index + 1));
    await record(...events);
    const order: number[] = [];
    relay({
      send: ((command: PublishBatchCommand, ...rest: []) => {
        for (const entry of command.input.PublishBatchRequestEntries ?? []) {
          const events = JSON.parse(entry.Message!) as EventEnvelope[];
          order.push(...events.map((event) => event.aggregateversion));
        }
        return messaging.sns.send(command, ...rest);
      }) as SNSClient['send'],
    });
    await waitFor(async () => (await recordedEvents(database.dataSource)).length === 0);
    expect(order).toEqual(events.map((event) => event.aggregateversion));
  });

  it('keeps events that SNS refuses, says why, and sends them when SNS is back', async () => {
    let down = true;
    relay({
      send: ((...args: Parameters<SNSClient['send']>) =>
        down ? Promise.reject(new Error('SNS is away')) : messaging.sns.send(...args)) as SNSClient['send'],
    });
    await record(commitRequested('ord_a'));
    await waitFor(async () => {
      const [waiting] = await rows<{ attempts: number; last_error: string }>(
        database.dataSource.manager,
        'SELECT attempts, last_error FROM outbox',
      );
      return waiting && waiting.attempts > 0 && waiting.last_error.includes('SNS is away');
    });
    down = false;
    await waitFor(async () => (await recordedEvents(database.dataSource)).length === 0);
  });

  it('shares its lanes with a second relay, which takes over all when the first one falls silent', async () => {
    const owners = (): Promise<{ owner: string; lanes: string }[]> =>
      rows(
        database.dataSource.manager,
        'SELECT owner, count(*)::text AS lanes FROM outbox_lanes WHERE leased_until > now() GROUP BY owner',
      );
    const first = relay();
    await waitFor(async () => (await owners()).length === 1);
    relay();
    await waitFor(async () => {
      const now = await owners();
      return now.length === 2 && now.every((share) => share.lanes === '8');
    });
    await first.stop();
    await waitFor(async () => {
      const now = await owners();
      return now.length === 1 && now[0]!.lanes === '16';
    });
  });
});

describe('the SQS consumer', () => {
  it.each([
    ['what is not JSON', '{'],
    ['what is no event', '{"hello":"world"}'],
    ['an event of an unknown version', JSON.stringify({ ...commitRequested('ord_a'), dataversion: 9 })],
    ['an event that breaks its schema', JSON.stringify({ ...commitRequested('ord_a'), data: {} })],
  ])('moves %s to the dead-letter queue while the rest flows', async (_what, body) => {
    consume();
    await messaging.send(body);
    await messaging.send(commitRequested('ord_b'));
    await waitFor(async () => (await effects()).length === 1);
    const dead = await waitFor(
      async () => {
        const found = await messaging.receive(messaging.deadLetterUrl);
        return found.length > 0 && found;
      },
      { timeoutMs: 20_000 },
    );
    expect(dead[0]!.Body).toBe(body);
  });

  it('handles each event of a message once, while one of them fails until the message is given up', async () => {
    const events = ['ord_a', 'ord_b', 'ord_c'].map((orderId) => commitRequested(orderId));
    let tries = 0;
    consume(async (event) => {
      if (event.subject !== 'ord_b') return;
      tries += 1;
      throw new Error('never works');
    });
    await messaging.send(JSON.stringify(events));
    const dead = await waitFor(
      async () => {
        const found = await messaging.receive(messaging.deadLetterUrl);
        return found.length > 0 && found;
      },
      { timeoutMs: 20_000 },
    );
    expect(JSON.parse(dead[0]!.Body!)).toEqual(events);
    expect(tries).toBe(2);
    expect((await effects()).map(({ subject }) => subject).sort()).toEqual(['ord_a', 'ord_c']);
  });

  it('handles the events beside one that can never be understood', async () => {
    consume();
    const broken = { ...commitRequested('ord_b'), dataversion: 9 };
    await messaging.send(JSON.stringify([commitRequested('ord_a'), broken, commitRequested('ord_c')]));
    await waitFor(async () => (await effects()).length === 2);
    const [dead] = await waitFor(
      async () => {
        const found = await messaging.receive(messaging.deadLetterUrl);
        return found.length > 0 && found;
      },
      { timeoutMs: 20_000 },
    );
    expect(JSON.parse(dead!.Body!)).toHaveLength(3);
    expect(await effects()).toHaveLength(2);
  });

  it('keeps a message from others while its handler takes longer than the visibility timeout', async () => {
    let tries = 0;
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    consume(async () => {
      tries += 1;
      await finished;
    });
    await messaging.send(commitRequested('ord_slow'));
    await waitFor(() => tries === 1);
    const started = Date.now();
    await waitFor(() => Date.now() - started > 3_000);
    finish();
    await waitFor(async () => (await effects()).length === 1);
    expect(tries).toBe(1);
  });

  it('finishes and acknowledges what it has in hand before it stops', async () => {
    let begun = false;
    let finish: () => void = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const consumer = consume(async () => {
      begun = true;
      await finished;
    });
    const orderId = createId('ord');
    await messaging.send(commitRequested(orderId));
    await waitFor(() => begun);
    const stopped = consumer.stop();
    finish();
    await stopped;
    expect(await effects()).toEqual([{ subject: orderId, version: 1 }]);
    expect(await messaging.receive()).toEqual([]);
  });
});
