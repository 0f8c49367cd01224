// The first thing that runs, on whatever Node is there: nothing is installed yet, so it imports nothing but Node's own
// parts. It installs what the lockfile names, then hands over to the Node that the repository pins.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@10.34.9';
const OLDEST_NODE = 20;
const isWindows = process.platform === 'win32';
const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stampFile = join(root, 'node_modules/.souk-installed');
const pinnedNode = join(root, 'node_modules/node/bin', isWindows ? 'node.exe' : 'node');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return;
  fail(
    `Souk needs Node ${OLDEST_NODE} or newer to begin; this is ${process.version} (${process.execPath}).\n` +
      'Get a current one from https://nodejs.org, or with "nvm install --lts", and run the command again.',
  );
}

/** What an installation depends on: the lockfile and the machine. */
function installStamp() {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function isInstalled(stamp) {
  return existsSync(pinnedNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

function install() {
  const stamp = installStamp();
  if (isInstalled(stamp)) return;
  process.stdout.write('Installing what pnpm-lock.yaml names\n');
  const result = spawnSync('npx', ['-y', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: isWindows,
  });
  if (result.error) fail(`npx could not be run (${result.error.message}); it comes with Node and npm.`);
  if (result.status !== 0) {
    fail(
      `\nThe installation failed (${result.signal || `code ${result.status}`}); the lines above say why.\n` +
        'It needs the network and about 2 GB of free disk. Running the same command again goes on where it stopped.',
    );
  }
  if (!existsSync(pinnedNode)) {
    fail(`The pinned Node is not at ${pinnedNode}: remove node_modules and run the command again.`);
  }
  writeFileSync(stampFile, stamp);
}

function handOver() {
  const args = [join(root, 'infra/local/src/main.ts'), ...process.argv.slice(2)];
  // The channel tells the launcher when we are gone, also by kill -9.
  const child = spawn(pinnedNode, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile') },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => fail(`${pinnedNode} could not be run: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

checkNode();
install();
handOver();
