import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { ReceivedMessage } from './message-store.ts';

const MAX_MESSAGE_BYTES = 10 * 1024 * 1024;

export interface SmtpSink {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * A real SMTP server that delivers to nobody: every accepted mail goes to `receive`, and is acknowledged to the
 * sender only after that returned. Any login is accepted.
 */
export async function startSmtpSink(
  options: { host: string; port: number },
  receive: (message: ReceivedMessage) => void,
): Promise<SmtpSink> {
  const server = new SMTPServer({
    banner: 'Souk inbox',
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: MAX_MESSAGE_BYTES,
    closeTimeout: 2_000,
    onAuth: (auth, _session, callback) => callback(null, { user: auth.username ?? 'anyone' }),
    onData(stream, session, callback) {
      buffer(stream)
        .then(async (raw) => {
          if (stream.sizeExceeded) {
            return callback(Object.assign(new Error('Message too large'), { responseCode: 552 }));
          }
          const { mailFrom, rcptTo } = session.envelope;
          const from = mailFrom ? mailFrom.address : '';
          receive(
            await parseMail(
              raw,
              from,
              rcptTo.map(({ address }) => address),
            ),
          );
          callback();
        })
        .catch((error: Error) => callback(error));
    },
  });
  // A client that vanishes mid-sentence concerns nobody else.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

async function parseMail(raw: Buffer, envelopeFrom: string, to: string[]): Promise<ReceivedMessage> {
  const mail = await PostalMime.parse(raw);
  return {
    kind: 'email',
    from: mail.from?.address ?? envelopeFrom,
    to,
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    text: mail.text ?? '',
    html: mail.html,
    raw,
    receivedAt: new Date(),
  };
}
