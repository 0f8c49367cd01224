// A small stand-in for a service, started by the tests of the launcher. It logs as services do.
import { createServer } from 'node:http';
import { createLogger } from '@souk/shared/logger';

const { PORT, FAIL_WITH, DEAF, DRAIN_MS = '0' } = process.env;
if (FAIL_WITH) {
  process.stderr.write(`${FAIL_WITH}\n`);
  process.exit(3);
}
const logger = createLogger('fixture', 'info');
const server = createServer((request, response) => {
  response.setHeader('connection', 'close');
  if (request.url === '/slow') {
    // Who asks knows by the head that the request is in hand.
    response.flushHeaders();
    setTimeout(() => response.end('done'), Number(DRAIN_MS));
  } else response.end('ok');
});
server.listen(Number(PORT), '127.0.0.1', () => logger.info({ port: PORT }, 'listening'));
// Busy at any moment, so that a launcher that is killed is found out by a write.
setInterval(() => logger.info('working'), 1);
process.on('SIGTERM', () => {
  if (DEAF) return;
  logger.info('draining');
  server.close(() => process.exit(0));
  server.closeIdleConnections();
});
