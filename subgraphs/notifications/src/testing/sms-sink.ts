import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SNSClient } from '@aws-sdk/client-sns';

export type ReceivedText = {
  readonly phoneNumber: string;
  readonly message: string;
  readonly messageKey: string;
};

export type SmsSink = {
  /** A client of the AWS SDK that publishes to the sink. */
  readonly sns: SNSClient;
  readonly received: ReceivedText[];
  /** SNS error codes to answer with instead of taking the next messages. */
  readonly refusals: string[];
  close(): Promise<void>;
};

/** An endpoint that takes `Publish` to phone numbers on SNS's wire protocol. */
export async function startSmsSink(): Promise<SmsSink> {
  const received: ReceivedText[] = [];
  const refusals: string[] = [];
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const refusal = refusals.shift();
    response.setHeader('content-type', 'text/xml');
    if (refusal) {
      response.statusCode = refusal === 'InternalError' ? 500 : 400;
      response.end(
        `<ErrorResponse><Error><Code>${refusal}</Code><Message>refused by the test</Message></Error></ErrorResponse>`,
      );
      return;
    }
    received.push({
      phoneNumber: form.get('PhoneNumber') ?? '',
      message: form.get('Message') ?? '',
      messageKey: attribute(form, 'souk.message-key'),
    });
    response.end(
      '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sns = new SNSClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    sns,
    received,
    refusals,
    close() {
      sns.destroy();
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function attribute(form: URLSearchParams, name: string): string {
  const key = [...form].find(([field, value]) => field.endsWith('.Name') && value === name)?.[0];
  return (key && form.get(key.replace(/Name$/, 'Value.StringValue'))) || '';
}
