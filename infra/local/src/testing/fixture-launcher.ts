// Starts one fixture service as the launcher does, prints its process id and waits to be killed.
import { join } from 'node:path';
import { launchNode } from '../node-process.ts';

const running = launchNode(
  {
    cwd: import.meta.dirname,
    args: [join(import.meta.dirname, 'fixture-service.ts')],
    env: { PORT: process.argv[2]! },
  },
  (line) => {
    if (line.includes('listening')) process.stdout.write(`${running.pid}\n`);
  },
);
