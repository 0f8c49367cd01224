import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDataFolder, resetDataFolder } from './data-folder.ts';
import { freePort } from './ports.ts';
import { startPostgres } from './postgres.ts';
import { identityOf, isAlive, waitForExit } from './process-identity.ts';
import { loadSecrets } from './secrets.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

let parent: string;
let dataDir: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  parent = temporaryFolder('souk-data-');
  dataDir = join(parent, 'data');
});
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(parent, { recursive: true, force: true });
});

/** A process that lives until it is ended. */
function bystander(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
    stdio: 'ignore',
    detached: true,
  });
  started.push(child);
  return child.pid!;
}
function writeRecord(launcher: object, processes: object[]): void {
  writeFileSync(join(dataDir, 'launcher.json'), JSON.stringify({ launcher, processes }));
}
const dead = { name: 'launcher', pid: 2 ** 22 + 1, identity: 'dead' };

test('a second launcher is refused while the first one runs', async () => {
  const folder = await openDataFolder(dataDir);
  const pid = bystander();
  writeRecord({ name: 'launcher', pid, identity: identityOf(pid) }, []);
  await expect(openDataFolder(dataDir)).rejects.toThrow(`already runs from ${dataDir} (process ${pid})`);
  folder.release();
});

test('what a killed launcher left running is ended by the next start', async () => {
  const folder = await openDataFolder(dataDir);
  const pid = bystander();
  folder.remember([{ name: 'orders', pid }]);
  const { processes } = JSON.parse(readFileSync(join(dataDir, 'launcher.json'), 'utf8'));
  writeRecord(dead, processes);
  await openDataFolder(dataDir);
  expect(await waitForExit(pid, 0)).toBe(true);
});

test('a stranger that got the process id of one of ours is left alone', async () => {
  (await openDataFolder(dataDir)).release();
  const pid = bystander();
  writeRecord(dead, [{ name: 'orders', pid, identity: '12345 node src/main.ts' }]);
  await openDataFolder(dataDir);
  expect(isAlive(pid)).toBe(true);
});

test('a reset ends what runs from the folder and removes it, PostgreSQL included', async () => {
  await openDataFolder(dataDir);
  const postgres = await startPostgres({ dataDir, port: await freePort(), durable: false });
  expect(await resetDataFolder(dataDir)).toBe(true);
  expect(await waitForExit(postgres.pid, 0)).toBe(true);
  expect(existsSync(dataDir)).toBe(false);
  expect(await resetDataFolder(dataDir)).toBe(false);
});

test('a folder that is not one of ours is never removed', async () => {
  writeFileSync(join(parent, 'thesis.txt'), 'irreplaceable');
  await expect(resetDataFolder(parent)).rejects.toThrow(/does not look like a data folder of Souk/);
  expect(readFileSync(join(parent, 'thesis.txt'), 'utf8')).toBe('irreplaceable');
});

test('a folder that cannot be written is reported with the way out', async () => {
  writeFileSync(join(parent, 'file'), '');
  await expect(openDataFolder(join(parent, 'file/data'))).rejects.toThrow(
    /cannot be written[\s\S]*SOUK_DATA_DIR=/,
  );
});

test('secrets are made once, readable by their owner alone, and completed when a new one is needed', async () => {
  await openDataFolder(dataDir);
  const secrets = loadSecrets(dataDir);
  expect(secrets.viewerToken.length).toBeGreaterThanOrEqual(32);
  expect(loadSecrets(dataDir)).toEqual(secrets);
  expect(statSync(join(dataDir, 'secrets.json')).mode & 0o777).toBe(0o600);
  const { sandboxWebhook: _removed, ...older } = secrets;
  writeFileSync(join(dataDir, 'secrets.json'), JSON.stringify(older));
  expect(loadSecrets(dataDir)).toMatchObject(older);
  expect(loadSecrets(dataDir).sandboxWebhook).toBeDefined();
});
