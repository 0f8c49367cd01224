import { z } from 'zod';
import { startInbox } from './inbox.ts';

const port = z.coerce.number().int().min(0).max(65_535);
const config = z
  .object({
    HOST: z.string().default('127.0.0.1'),
    PORT: port,
    SMTP_PORT: port,
    DATA_FILE: z.string().min(1),
  })
  .parse(process.env);

const log = (fields: object): void =>
  void process.stdout.write(`${JSON.stringify({ level: 'info', ...fields })}\n`);
const inbox = await startInbox({
  host: config.HOST,
  port: config.PORT,
  smtpPort: config.SMTP_PORT,
  dataFile: config.DATA_FILE,
});
log({ msg: 'listening', url: inbox.url, smtpPort: inbox.smtpPort });

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void inbox.stop().then(() => process.exit(0));
  });
}
