import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RespServer } from './resp-server.ts';
import { waitFor } from './wait-for.ts';

export type RedisKind = 'valkey-server' | 'redis-server' | 'stand-in';

/** A Redis for tests, empty, on a port of its own. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  /** `redis-server` or `valkey-server` of this machine, or the stand-in where there is none. */
  readonly kind: RedisKind;
  /** Lets it answer nothing, as a machine does that hangs. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

/**
 * Starts a real server when one is installed. npm has no package with one that runs everywhere (November 2026), so
 * without it tests speak to a small server with the same protocol; CI installs the real one and runs the same tests
 * against it. SOUK_TEST_REDIS=real refuses the stand-in, SOUK_TEST_REDIS=stand-in asks for it.
 */
export async function startRedis(options: { port?: number; kind?: RedisKind } = {}): Promise<TestRedis> {
  const kind = options.kind ?? preferredKind();
  const port = options.port ?? (await freePort());
  return kind === 'stand-in' ? startStandIn(port) : startReal(kind, port);
}

/** The kinds that can be started here; the stand-in always can. */
export function redisKinds(): RedisKind[] {
  const real = (['valkey-server', 'redis-server'] as const).filter(
    (name) => spawnSync(name, ['--version']).status === 0,
  );
  return [...real, 'stand-in'];
}

function preferredKind(): RedisKind {
  const wanted = process.env.SOUK_TEST_REDIS;
  const kind = wanted === 'stand-in' ? 'stand-in' : (redisKinds()[0] as RedisKind);
  if (wanted === 'real' && kind === 'stand-in')
    throw new Error('There is no valkey-server or redis-server here');
  return kind;
}

async function startReal(kind: 'redis-server' | 'valkey-server', port: number): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'souk-redis-'));
  const server: ChildProcess = spawn(
    kind,
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  );
  const kill = (): boolean => server.kill('SIGKILL');
  process.once('exit', kill);
  let isListening = false;
  const knock = (): void => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.on('connect', () => {
      isListening = true;
      socket.destroy();
    });
    socket.on('error', () => setTimeout(knock, 10));
  };
  knock();
  await waitFor(() => isListening, `${kind} on port ${port}`);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kind,
    pause: () => server.kill('SIGSTOP'),
    resume: () => server.kill('SIGCONT'),
    stop: async () => {
      process.off('exit', kill);
      if (server.exitCode === null && server.signalCode === null) {
        server.kill('SIGKILL');
        await once(server, 'exit');
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startStandIn(port: number): Promise<TestRedis> {
  const server = new RespServer();
  await server.listen(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    kind: 'stand-in',
    pause: () => server.pause(),
    resume: () => server.resume(),
    stop: () => server.stop(),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
