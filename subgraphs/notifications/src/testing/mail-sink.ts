import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export type ReceivedMail = Email & { readonly raw: string; readonly recipients: readonly string[] };

export type MailSink = {
  readonly url: string;
  readonly received: ReceivedMail[];
  /** Answers to give instead of taking the next mails, for example `[451, 550]`; `'hang'` never answers. */
  readonly refusals: { at: 'RCPT TO' | 'DATA'; answer: number | 'hang' }[];
  close(): Promise<void>;
};

/** A real SMTP server for tests that keeps what it takes. */
export async function startMailSink(): Promise<MailSink> {
  const received: ReceivedMail[] = [];
  const refusals: MailSink['refusals'] = [];

  function refuse(at: 'RCPT TO' | 'DATA', callback: (error?: Error) => void): boolean {
    if (refusals[0]?.at !== at) return false;
    const { answer } = refusals.shift()!;
    if (answer !== 'hang')
      callback(Object.assign(new Error('refused by the test'), { responseCode: answer }));
    return true;
  }

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    closeTimeout: 200,
    onRcptTo(_address, _session, callback) {
      if (!refuse('RCPT TO', callback)) callback();
    },
    onData(stream, session, callback) {
      buffer(stream).then(async (content) => {
        if (refuse('DATA', callback)) return;
        const mail = await PostalMime.parse(content);
        const recipients = session.envelope.rcptTo.map(({ address }) => address);
        received.push({ ...mail, raw: content.toString('utf8'), recipients });
        callback();
      }, callback);
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refusals,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
