import { randomUUID } from 'node:crypto';
import type { ReceivedMessage } from './message-store.ts';

const E164 = /^\+[1-9]\d{6,14}$/;
const MAX_SMS_BYTES = 1600;

/** Answer to a call of the SNS query protocol. */
export interface SnsAnswer {
  readonly status: number;
  readonly xml: string;
}

/**
 * Takes `Publish` calls with a phone number as Amazon SNS does, in the query protocol that its SDK speaks: the
 * sender differs from production by the endpoint alone. Other calls get SNS's own kind of error.
 */
export function answerSnsCall(form: URLSearchParams, receive: (message: ReceivedMessage) => void): SnsAnswer {
  const action = form.get('Action') ?? '';
  const requestId = randomUUID();
  if (action !== 'Publish')
    return failure('InvalidAction', `Only Publish is supported, not ${action}`, requestId);
  const phoneNumber = form.get('PhoneNumber');
  const text = form.get('Message') ?? '';
  if (!phoneNumber)
    return failure('InvalidParameter', 'Invalid parameter: PhoneNumber is required', requestId);
  if (!E164.test(phoneNumber)) {
    const reason = `Invalid parameter: PhoneNumber Reason: ${phoneNumber} is not valid to publish to`;
    return failure('InvalidParameter', reason, requestId);
  }
  if (text === '') return failure('InvalidParameter', 'Invalid parameter: Empty message', requestId);
  if (Buffer.byteLength(text) > MAX_SMS_BYTES) {
    return failure('InvalidParameter', 'Invalid parameter: Message Reason: too long for an SMS', requestId);
  }
  const messageId = randomUUID();
  receive({
    kind: 'sms',
    from: messageAttribute(form, 'AWS.SNS.SMS.SenderID') ?? 'Souk',
    to: [phoneNumber],
    subject: '',
    messageId,
    text,
    html: undefined,
    raw: Buffer.from(form.toString()),
    receivedAt: new Date(),
  });
  const result = `<PublishResult><MessageId>${messageId}</MessageId></PublishResult>`;
  return { status: 200, xml: envelope('PublishResponse', result, requestId) };
}

function messageAttribute(form: URLSearchParams, wanted: string): string | undefined {
  for (let index = 1; form.has(`MessageAttributes.entry.${index}.Name`); index++) {
    const entry = `MessageAttributes.entry.${index}`;
    if (form.get(`${entry}.Name`) === wanted) return form.get(`${entry}.Value.StringValue`) ?? undefined;
  }
  return undefined;
}

function failure(code: string, message: string, requestId: string): SnsAnswer {
  const detail = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const xml = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${detail}<RequestId>${requestId}</RequestId></ErrorResponse>`;
  return { status: 400, xml };
}

function envelope(name: string, content: string, requestId: string): string {
  const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
  return `<${name} xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${content}${metadata}</${name}>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
