import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listenOn } from './testing/serve-subgraph.ts';
import { composeShop } from './testing/shop-fixture.ts';

const root = resolve(import.meta.dirname, '..');

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listenOn(server, 0);
  await new Promise((done) => server.close(done));
  return port;
}

const children: ChildProcess[] = [];

function run(environment: Record<string, string>): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, ['src/main.ts'], {
    cwd: root,
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  return Object.assign(child, { output: () => output });
}

async function answering(url: string, child: ReturnType<typeof run>): Promise<Response> {
  while (child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response) return response;
    await new Promise((done) => setTimeout(done, 20));
  }
  throw new Error(child.output());
}

describe('the gateway process', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gateway-main-'));
    const url = 'http://127.0.0.1:9/graphql';
    await writeFile(join(folder, 'supergraph.graphql'), composeShop({ parcels: url, people: url }));
  });
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('starts alone with PORT and SUPERGRAPH_FILE, and ends on SIGTERM', async () => {
    const port = await freePort();
    const child = run({ PORT: String(port), SUPERGRAPH_FILE: join(folder, 'supergraph.graphql') });
    expect((await answering(`http://127.0.0.1:${port}/health`, child)).status).toBe(200);
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test.each([
    ['a supergraph that is not there', { SUPERGRAPH_FILE: '/nowhere/supergraph.graphql' }, 'no such file'],
    ['a wrong setting', { PORT: 'http' }, 'PORT'],
  ])('says what is wrong with %s and exits with 1', async (_name, environment, text) => {
    const child = run({ PORT: '0', ...environment });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(child.output()).toContain(text);
  });

  test('says that a port is taken', async () => {
    const server = createServer();
    const port = await listenOn(server, 0);
    const child = run({ PORT: String(port), SUPERGRAPH_FILE: join(folder, 'supergraph.graphql') });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(child.output()).toContain(`Port ${port} on 127.0.0.1 is taken`);
    await new Promise((done) => server.close(done));
  });
});
