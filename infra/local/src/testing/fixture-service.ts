// A small stand-in for a service, started by the tests of the launcher.
import { createServer } from 'node:http';

const { PORT, FAIL_WITH, DEAF, DRAIN_MS = '0' } = process.env;
if (FAIL_WITH) {
  process.stderr.write(`${FAIL_WITH}\n`);
  process.exit(3);
}
const server = createServer((request, response) => {
  response.setHeader('connection', 'close');
  if (request.url === '/slow') setTimeout(() => response.end('done'), Number(DRAIN_MS));
  else response.end('ok');
});
server.listen(Number(PORT), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ level: 'info', msg: 'listening', port: PORT })}\n`);
});
process.on('SIGTERM', () => {
  if (DEAF) return;
  process.stdout.write('draining\n');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
