import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitFor } from '@souk/shared/testing/wait-for';
import { openLog, type SoukLog } from './log.ts';
import { launchNode } from './node-process.ts';
import { freePort } from './ports.ts';
import { isAlive, waitForExit } from './process-identity.ts';
import { createSupervisor, type ProcessSpec, type Supervisor } from './supervisor.ts';

let folder: string;
let log: SoukLog;
let supervisor: Supervisor;
let printed: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'souk-supervisor-'));
  printed = [];
  log = openLog({ folder, consoleLevel: 'warn', print: (line) => printed.push(line), colour: false });
  supervisor = createSupervisor({ log });
});
afterEach(async () => {
  await supervisor.stop();
  log.close();
  rmSync(folder, { recursive: true, force: true });
});

async function service(
  name: string,
  env: Record<string, string> = {},
): Promise<ProcessSpec & { port: number }> {
  const port = await freePort();
  const command = {
    cwd: import.meta.dirname,
    args: [join(import.meta.dirname, 'testing/fixture-service.ts')],
    env: { PORT: String(port), ...env },
  };
  return {
    name,
    port,
    launch: () => launchNode(command, (line, fallback) => log.line(name, line, fallback)),
    isReady: async () => (await fetch(`http://127.0.0.1:${port}/`)).ok,
  };
}
function statusOf(name: string) {
  return supervisor.status().find((status) => status.name === name)!;
}

test('a killed process is started again, counted, and said so', async () => {
  await supervisor.start(await service('orders'));
  const before = statusOf('orders');
  supervisor.kill('orders', 'SIGKILL');
  await waitFor(() => statusOf('orders').restarts === 1);
  await supervisor.whenReady('orders', 10_000);
  const after = statusOf('orders');
  expect(after).toMatchObject({ state: 'ready', restarts: 1 });
  expect(after.pid).not.toBe(before.pid);
  expect(printed.join('\n')).toMatch(
    /WARN {2}souk .*orders ended \(signal SIGKILL\) and is started again in 0.2 s/,
  );
});

test('a process that keeps ending fails the start with the reason that it printed', async () => {
  const start = supervisor.start(
    await service('orders', { FAIL_WITH: 'ConfigError: DATABASE_URL is missing' }),
  );
  await expect(start).rejects.toThrow(
    /orders does not start \(code 3: ConfigError: DATABASE_URL is missing\)\. Its last lines:\n/,
  );
});

test('stopping waits for the request in hand, and leaves no process', async () => {
  const orders = await service('orders', { DRAIN_MS: '700' });
  await supervisor.start(orders);
  const { pid } = statusOf('orders');
  const answer = await fetch(`http://127.0.0.1:${orders.port}/slow`);
  await supervisor.stop();
  expect(await answer.text()).toBe('done');
  expect(printed).toEqual([]);
  expect(isAlive(pid!)).toBe(false);
  expect(statusOf('orders')).toMatchObject({ pid: undefined, restarts: 0 });
});

test('what does not drain is killed in time, and what others need ends last', async () => {
  const aws = await service('aws');
  await Promise.all([
    supervisor.start(await service('deaf', { DEAF: 'yes' })),
    supervisor.start({ ...aws, endsAfter: 1 }),
  ]);
  const pids = supervisor.status().map((status) => status.pid!);
  const began = Date.now();
  await supervisor.stop(1_000);
  // Less than it takes where nothing is said, by as much as a busy machine needs.
  expect(Date.now() - began).toBeLessThan(4_000);
  expect(pids.map(isAlive)).toEqual([false, false]);
  const text = readFileSync(log.file, 'utf8');
  expect(text).toContain('deaf did not drain');
  expect(text.indexOf('deaf did not drain')).toBeLessThan(text.indexOf('draining'));
});

test('a process ends by itself when its launcher is killed', async () => {
  const port = await freePort();
  const launcher = spawn(
    process.execPath,
    [join(import.meta.dirname, 'testing/fixture-launcher.ts'), String(port)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = (await once(createInterface({ input: launcher.stdout }), 'line')) as [string];
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  // Halted first, so that it dies with lines unread: the writer then gets another error than a closed pipe.
  launcher.kill('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 200));
  launcher.kill('SIGKILL');
  expect(await waitForExit(pid, 5_000)).toBe(true);
});

test('a signal for an unknown process names those that there are', async () => {
  await supervisor.start(await service('orders'));
  expect(() => supervisor.kill('order', 'SIGKILL')).toThrow('There is no process "order"; there are orders');
});
