import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { createTransport } from 'nodemailer';
import { localCredentials } from '../aws.ts';
import { type Inbox, startInbox } from './inbox.ts';

let folder: string;
let inbox: Inbox;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'souk-inbox-'));
  inbox = await start();
});
afterEach(async () => {
  await inbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

function start(): Promise<Inbox> {
  return startInbox({ host: '127.0.0.1', port: 0, smtpPort: 0, dataFile: join(folder, 'inbox.sqlite') });
}
// biome-ignore lint/suspicious/noExplicitAny: an answer is compared as a whole, whatever it is
async function api(path: string): Promise<any> {
  const response = await fetch(`${inbox.url}/api/${path}`);
  return response.json();
}
async function sendMail(mail: object): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: inbox.smtpPort, ignoreTLS: true });
  try {
    await transport.sendMail({ from: 'Souk <shop@souk.example>', ...mail });
  } finally {
    transport.close();
  }
}
async function sendSms(PhoneNumber: string, Message: string): Promise<string | undefined> {
  const sns = new SNSClient({
    endpoint: inbox.url,
    region: 'us-east-1',
    credentials: localCredentials,
    maxAttempts: 1,
  });
  try {
    return (await sns.send(new PublishCommand({ PhoneNumber, Message }))).MessageId;
  } finally {
    sns.destroy();
  }
}

const confirmation = {
  to: 'Ada@example.com',
  subject: 'Your order 1001 – café',
  text: 'Thank you, Ada.',
  html: '<h1>Thank you</h1><img src="cid:logo"><script>alert(1)</script>',
  messageId: '<evt-1.email@souk.example>',
  attachments: [
    { filename: 'logo.png', content: Buffer.from('picture'), cid: 'logo', contentType: 'image/png' },
    { filename: 'invoice 1001.pdf', content: Buffer.from('%PDF'), contentType: 'application/pdf' },
  ],
};

test('a mail sent over SMTP is listed, shown with its parts and found by its recipient', async () => {
  await sendMail(confirmation);
  await sendMail({ to: 'bob@example.com', subject: 'Other', text: 'For Bob' });
  const { messages, total } = await api('messages?kind=email&to=ada@EXAMPLE.com');
  expect(total).toBe(1);
  expect(messages[0]).toMatchObject({
    kind: 'email',
    from: 'shop@souk.example',
    to: ['Ada@example.com'],
    subject: 'Your order 1001 – café',
    messageId: '<evt-1.email@souk.example>',
    snippet: 'Thank you, Ada.',
  });
  const message = await api(`messages/${messages[0].id}`);
  expect(message.headers).toContainEqual({ name: 'To', value: 'Ada@example.com' });
  expect(message.attachments.map((attachment: { fileName: string }) => attachment.fileName)).toEqual([
    'logo.png',
    'invoice 1001.pdf',
  ]);
  const attachment = await fetch(`${inbox.url}/api/messages/${message.id}/attachments/1`);
  expect(await attachment.text()).toBe('%PDF');
  expect(attachment.headers.get('content-disposition')).toContain('invoice%201001.pdf');
  const source = await fetch(`${inbox.url}/api/messages/${message.id}/source`);
  expect(await source.text()).toContain('Message-ID: <evt-1.email@souk.example>');
});

test('the preview shows embedded pictures and forbids scripts', async () => {
  await sendMail(confirmation);
  const { messages } = await api('messages');
  const preview = await fetch(`${inbox.url}/api/messages/${messages[0].id}/html`);
  const policy = preview.headers.get('content-security-policy');
  expect(policy).toMatch(/^sandbox allow-popups; default-src 'none'/);
  expect(policy).not.toContain('allow-scripts');
  expect(await preview.text()).toContain(`<img src="data:image/png;base64,${btoa('picture')}">`);
});

test('the same mail sent twice is two messages with one Message-ID', async () => {
  await sendMail(confirmation);
  await sendMail(confirmation);
  const { messages } = await api('messages');
  expect(messages.map((message: { messageId: string }) => message.messageId)).toEqual([
    '<evt-1.email@souk.example>',
    '<evt-1.email@souk.example>',
  ]);
});

test('an SMS published with the SNS client arrives under the id that the client was told', async () => {
  const messageId = await sendSms('+491701234567', 'Your parcel is on its way ✓ <soon>');
  const { messages } = await api('messages?kind=sms&to=%2B491701234567');
  expect(messages).toMatchObject([
    { messageId, snippet: 'Your parcel is on its way ✓ <soon>', to: ['+491701234567'] },
  ]);
});

test('a wrong phone number is refused as SNS refuses it', async () => {
  await expect(sendSms('0170 1234567', 'x')).rejects.toMatchObject({ name: 'InvalidParameterException' });
  expect((await api('messages')).total).toBe(0);
});

test('search looks at text, subject and addresses, and takes wildcards literally', async () => {
  await sendMail({ to: 'ada@example.com', subject: 'Sale', text: '50% off' });
  await sendSms('+491701234567', '500 off');
  expect((await api('messages?query=50%25')).total).toBe(1);
  expect((await api('messages?query=4917')).total).toBe(1);
  expect((await api('messages?query=OFF&limit=1')).messages).toHaveLength(1);
  expect((await api('messages?query=OFF&limit=1')).total).toBe(2);
});

test('what arrived is still there after a restart, until it is deleted', async () => {
  await sendMail(confirmation);
  await inbox.stop();
  inbox = await start();
  expect((await api('messages')).total).toBe(1);
  expect((await fetch(`${inbox.url}/api/messages`, { method: 'DELETE' })).status).toBe(204);
  expect((await api('messages')).total).toBe(0);
});

test('an open page is told of new messages as they arrive', async () => {
  const events = await fetch(`${inbox.url}/api/events`);
  const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader();
  await sendSms('+491701234567', 'ping');
  let received = '';
  while (!received.includes('ping')) {
    const { value, done } = await reader.read();
    if (done) break;
    received += value;
  }
  expect(received).toMatch(/event: message\ndata: \{.*"snippet":"ping"/);
  await reader.cancel();
});

test('unknown messages, wrong parameters and large forms are answered as such', async () => {
  expect((await fetch(`${inbox.url}/api/messages/999`)).status).toBe(404);
  expect((await fetch(`${inbox.url}/api/messages?kind=fax`)).status).toBe(400);
  expect((await fetch(inbox.url, { method: 'POST', body: 'x'.repeat(70_000) })).status).toBe(413);
  expect((await fetch(`${inbox.url}/`)).headers.get('content-security-policy')).toContain(
    "script-src 'self'",
  );
  expect((await fetch(`${inbox.url}/readyz`)).status).toBe(200);
});
