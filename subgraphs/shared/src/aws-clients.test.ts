import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { DeleteMessageBatchCommand, QueueDoesNotExist, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { createSnsClient, createSqsClient } from './aws-clients.ts';
import { signPost } from './aws-signature.ts';
import { createTestMessaging, type TestMessaging } from './testing/test-messaging.ts';

type Call = { readonly headers: IncomingHttpHeaders; readonly body: string };
type Answer = { readonly status: number; readonly body: string } | 'none';

const credentials = { accessKeyId: 'AKID', secretAccessKey: 'hush', sessionToken: 'session' };
const empty: Answer = { status: 200, body: '{}' };

let server: Server;
let calls: Call[];
let answers: Answer[];
let settings: { endpoint: string; region: string; credentials: typeof credentials };
let queueUrl: string;
beforeEach(async () => {
  [calls, answers] = [[], []];
  server = createServer(async (request, response) => {
    calls.push({ headers: request.headers, body: (await buffer(request)).toString() });
    const answer = answers.shift() ?? empty;
    if (answer !== 'none') response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  settings = { endpoint, region: 'eu-central-1', credentials };
  queueUrl = `${endpoint}/123456789012/souk-orders`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

const isDirect = ({ headers }: Call): boolean => headers['amz-sdk-invocation-id'] === undefined;

/** The signature that a call must have, made from what arrived. */
function expectedSignature(call: Call): string {
  const { authorization = '', ...headers } = call.headers as Record<string, string>;
  const names = /SignedHeaders=([^,]+),/.exec(authorization)![1]!.split(';');
  const signed = Object.fromEntries(names.map((name) => [name, headers[name]!]));
  const now = new Date(headers['x-amz-date']!.replace(/^(.{4})(..)(..T..)(..)(..)Z$/, '$1-$2-$3:$4:$5Z'));
  const service = authorization.includes('/sqs/') ? 'sqs' : 'sns';
  return signPost({ headers: signed, body: call.body }, { region: 'eu-central-1', service }, credentials, now)
    .authorization!;
}

test('the first call about a queue is the SDK’s, the next ones go directly and are signed alike', async () => {
  const sqs = createSqsClient(settings);
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl, MaxNumberOfMessages: 10 });
  await sqs.send(receive);
  answers = [{ status: 200, body: '{"Messages":[{"MessageId":"m1","ReceiptHandle":"h1","Body":"[]"}]}' }];
  const { Messages } = await sqs.send(receive);
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: [] }));
  sqs.destroy();
  expect(Messages).toEqual([{ MessageId: 'm1', ReceiptHandle: 'h1', Body: '[]' }]);
  expect(calls.map(isDirect)).toEqual([false, true, true]);
  expect(calls.map(({ headers }) => headers['x-amz-target'])).toEqual([
    'AmazonSQS.ReceiveMessage',
    'AmazonSQS.ReceiveMessage',
    'AmazonSQS.DeleteMessageBatch',
  ]);
  expect(JSON.parse(calls[1]!.body)).toEqual(JSON.parse(calls[0]!.body));
  for (const call of calls) {
    expect(call.headers.authorization).toBe(expectedSignature(call));
    expect(call.headers['x-amz-security-token']).toBe('session');
  }
});

test('events that SNS did not take are told apart from those it took', async () => {
  const sns = createSnsClient(settings);
  const TopicArn = 'arn:aws:sns:eu-central-1:123456789012:souk-orders';
  const publish = new PublishBatchCommand({
    TopicArn,
    PublishBatchRequestEntries: [
      { Id: '7', Message: '[]', MessageAttributes: { type: { DataType: 'String', StringValue: 'A' } } },
    ],
  });
  const member = (content: string): string => `<member>${content}</member>`;
  const failed =
    '<Id>8</Id><Code>Busy</Code><Message>a &lt; b &amp; c</Message><SenderFault>false</SenderFault>';
  const body = `<PublishBatchResponse><PublishBatchResult>
    <Successful>${member('<Id>7</Id><MessageId>m7</MessageId>')}</Successful><Failed>${member(failed)}</Failed>
    </PublishBatchResult></PublishBatchResponse>`;
  answers = Array(2).fill({ status: 200, body });
  const [bySdk, direct] = [await sns.send(publish), await sns.send(publish)];
  sns.destroy();
  expect(calls.map(isDirect)).toEqual([false, true]);
  expect(new URLSearchParams(calls[1]!.body)).toEqual(new URLSearchParams(calls[0]!.body));
  expect(calls[1]!.headers.authorization).toBe(expectedSignature(calls[1]!));
  expect({ ...direct, $metadata: null }).toEqual({ ...bySdk, $metadata: null });
  expect(direct.Failed).toEqual([{ Id: '8', Code: 'Busy', Message: 'a < b & c', SenderFault: false }]);
});

test('a call that is refused is made again by the SDK, which throws its own kind of error', async () => {
  const sqs = createSqsClient(settings);
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl });
  await sqs.send(receive);
  answers = Array(2).fill({
    status: 400,
    body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"gone"}',
  });
  await expect(sqs.send(receive)).rejects.toThrow(QueueDoesNotExist);
  sqs.destroy();
  expect(calls.map(isDirect)).toEqual([false, true, false]);
});

test('a call that is not answered in time is made again, one that is aborted is not', async () => {
  const sqs = createSqsClient(settings);
  const receive = new ReceiveMessageCommand({ QueueUrl: queueUrl });
  await sqs.send(receive);
  answers = ['none'];
  await sqs.send(receive, { requestTimeout: 50 });
  expect(calls.map(isDirect)).toEqual([false, true, false]);

  answers = ['none'];
  const stopping = new AbortController();
  const receiving = sqs.send(receive, { abortSignal: stopping.signal });
  const refused = expect(receiving).rejects.toMatchObject({ name: 'AbortError' });
  stopping.abort();
  await refused;
  sqs.destroy();
  expect(calls.slice(3).filter((call) => !isDirect(call))).toEqual([]);
});

describe('with SNS and SQS', () => {
  let messaging: TestMessaging;
  beforeAll(async () => {
    messaging = await createTestMessaging();
  });
  afterAll(() => messaging.close());

  test('every text arrives as it was sent', async () => {
    const texts = ['a&b=c+d%20 e', 'Grüße 🎁 \u2028', '{"quoted":"\\"\\n"}', "it's (all) *fine*!~"];
    const publish = new PublishBatchCommand({
      TopicArn: messaging.topicArn,
      PublishBatchRequestEntries: texts.map((text, index) => ({ Id: String(index), Message: text })),
    });
    for (const _turn of ['by the SDK', 'directly']) {
      const { Successful, Failed } = await messaging.sns.send(publish);
      expect(Successful?.map(({ Id }) => Id)).toEqual(['0', '1', '2', '3']);
      expect(Failed).toEqual([]);
      const received = await messaging.receive();
      expect(received.map(({ Body }) => Body).sort()).toEqual([...texts].sort());
      await messaging.sqs.send(
        new DeleteMessageBatchCommand({
          QueueUrl: messaging.queueUrl,
          Entries: received.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      );
    }
  });
});
