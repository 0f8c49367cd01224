import type { AddressInfo } from 'node:net';
import { createInboxServer } from './http-server.ts';
import { openMessageStore, type ReceivedMessage } from './message-store.ts';
import { startSmtpSink } from './smtp-sink.ts';

export interface InboxOptions {
  readonly host: string;
  /** Page, API and SMS endpoint. 0 takes a free one. */
  readonly port: number;
  readonly smtpPort: number;
  /** SQLite file; `:memory:` for tests. */
  readonly dataFile: string;
}

export interface Inbox {
  readonly url: string;
  readonly smtpPort: number;
  /** Finishes the mails being received, then closes. */
  stop(): Promise<void>;
}

/** Starts the place where the mails and SMS of a local Souk arrive instead of at people. */
export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const store = openMessageStore(options.dataFile);
  let ready = false;
  const receive = (message: ReceivedMessage): void => announce(store.add(message));
  const { server, announce, endStreams } = createInboxServer({ store, receive, isReady: () => ready });
  const [smtp] = await Promise.all([
    startSmtpSink({ host: options.host, port: options.smtpPort }, receive),
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(options.port, options.host, resolve);
    }),
  ]);
  ready = true;
  return {
    url: `http://${options.host}:${(server.address() as AddressInfo).port}`,
    smtpPort: smtp.port,
    async stop() {
      ready = false;
      endStreams();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.all([closed, smtp.close()]);
      store.close();
    },
  };
}
