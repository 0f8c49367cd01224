import { fork } from 'node:child_process'; import { once } from 'node:events';
import { createMailCarrier, composeMail } from '../src/mail/mail-carrier.ts';
import { sampleEvent, sampleOrder } from '../src/testing/sample-events.ts';
import { createId } from '@souk/shared/ids'; import { createTransport } from 'nodemailer';
const sink = fork(new URL('./sink.mjs', import.meta.url)); const [{ port }] = await once(sink, 'message');
const ask = async (m) => { sink.send(m); return (await once(sink, 'message'))[0]; };
const n = Number(process.argv[2] ?? 1500), conc = Number(process.argv[3] ?? 20);
const make = () => { const o = sampleOrder(); const order = { ...o, lines: o.lines.slice(0, 1) }; const event = sampleEvent('OrderConfirmed', order); return { id: createId('dlv'), eventId: event.id, channel: 'EMAIL', recipient: 'ada@example.com', topic: 'OrderConfirmed', orderId: order.orderId, attempts: 1, event, locale: null, unsubscribeToken: null }; };
const cpu = async (name, work) => { await work(300); await ask('reset'); const b = process.cpuUsage(); const t = performance.now(); await work(n); const c = process.cpuUsage(b); const s = await ask('cpu'); console.log(name.padEnd(28), `user ${(c.user / 1e3 / n).toFixed(3)} sys ${(c.system / 1e3 / n).toFixed(3)} ms; sink user ${(s.user / n).toFixed(3)} sys ${(s.sys / n).toFixed(3)}; wall ${((performance.now() - t) / n).toFixed(3)}`); };
const carrier = createMailCarrier({ smtpUrl: `smtp://127.0.0.1:${port}`, from: 'Souk <orders@souk.example>', storeUrl: 'http://127.0.0.1:3000' });
const ds = Array.from({ length: n }, make);
await cpu('compose', async (k) => { for (let i = 0; i < k; i++) composeMail(ds[i % n], 'http://127.0.0.1:3000'); });
const transport = createTransport({ host: '127.0.0.1', port, pool: true, maxConnections: 5, maxMessages: 500, maxRequeues: 0, disableFileAccess: true, disableUrlAccess: true });
const b64 = (t) => Buffer.from(t).toString('base64').replace(/.{76}/g, '$&\r\n');
const raw = (d) => { const m = composeMail(d, 'http://127.0.0.1:3000'); return Buffer.from(`From: Souk <orders@souk.example>\r\nTo: ada@example.com\r\nSubject: ${m.subject}\r\nMessage-ID: <${d.id}@x>\r\nDate: ${new Date().toUTCString()}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="b${d.id}"\r\n\r\n--b${d.id}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${b64(m.text)}\r\n--b${d.id}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${b64(m.html)}\r\n--b${d.id}--\r\n`); };
for (let r = 0; r < 2; r++) {
await cpu('send', async (k) => { let i = 0; const w = async () => { while (i < k) await carrier.send(ds[i++ % n]); }; await Promise.all(Array.from({ length: conc }, w)); });
await cpu('raw', async (k) => { let i = 0; const w = async () => { while (i < k) { const d = ds[i++ % n]; await transport.sendMail({ envelope: { from: 'orders@souk.example', to: ['ada@example.com'] }, raw: raw(d) }); } }; await Promise.all(Array.from({ length: conc }, w)); });
}
carrier.close(); transport.close(); sink.send('end');
