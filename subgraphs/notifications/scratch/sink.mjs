import { startSmtpSink } from '../../../infra/local/src/inbox/smtp-sink.ts';
import { openMessageStore } from '../../../infra/local/src/inbox/message-store.ts';
const store = openMessageStore(':memory:');
const s = await startSmtpSink({ host: '127.0.0.1', port: 0 }, (m) => store.add(m));
process.send({ port: s.port });
let base = process.cpuUsage();
process.on('message', (m) => { if (m === 'reset') { base = process.cpuUsage(); process.send('ok'); } else if (m === 'cpu') { const c = process.cpuUsage(base); process.send({ user: c.user / 1e3, sys: c.system / 1e3 }); } else process.exit(0); });
