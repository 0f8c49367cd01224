import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

/** A process of the benchmark, ended with its children. */
export type Started = {
  readonly pid: number;
  stop(): Promise<void>;
};

/** Starts a process whose output is kept for when it fails. */
export function startProcess(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Started {
  const child: ChildProcess = spawn(command, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that whatever it starts ends with it.
    detached: true,
  });
  let tail = '';
  const keep = (chunk: Buffer): void => {
    tail = (tail + chunk.toString()).slice(-2_000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  let isStopping = false;
  const ended = new Promise<void>((resolve) => {
    child.on('exit', (code) => {
      if (!isStopping) process.stderr.write(`${command} ended with ${code}:\n${tail}\n`);
      resolve();
    });
  });
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${command} cannot be started`);
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // Gone already.
    }
  };
  return {
    pid,
    async stop() {
      isStopping = true;
      signal('SIGTERM');
      const deadline = setTimeout(() => signal('SIGKILL'), 5_000);
      await ended;
      clearTimeout(deadline);
    },
  };
}

/** A port that is free at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
