import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StartError } from './ports.ts';
import { stopSurvivingPostgres } from './postgres.ts';
import { postgresAccount, postgresDirectory } from './postgres-binaries.ts';
import { identityOf, waitForExit } from './process-identity.ts';

const REQUIRED_FREE_BYTES = 500 * 1024 * 1024;
const SCARCE_MEGABYTES = 150;
const DRAIN_MS = 6_000;

/** A process remembered over the launcher's death, with what tells it from a stranger with the same id. */
interface RememberedProcess {
  readonly name: string;
  readonly pid: number;
  readonly identity: string;
}
interface LaunchRecord {
  readonly launcher: RememberedProcess;
  readonly processes: readonly RememberedProcess[];
}

/** A data folder held by this launcher. */
export interface DataFolder {
  readonly path: string;
  /** Writes down what runs, for the next start after a kill -9. */
  remember(processes: readonly { name: string; pid: number | undefined }[]): void;
  release(): void;
}

/**
 * Takes hold of a data folder: creates it, checks that it can be used, and ends what a killed launcher left
 * running from it. Throws a StartError when another launcher runs from it or it cannot be used.
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const dataDir = resolve(path);
  const recordFile = join(dataDir, 'launcher.json');
  requireUsable(dataDir);
  const previous = readRecord(recordFile);
  if (previous && isSame(previous.launcher) && previous.launcher.pid !== process.pid) {
    throw new StartError(
      `Souk already runs from ${dataDir} (process ${previous.launcher.pid}). End it with Ctrl-C or "npm run reset",\n` +
        'or run a second one beside it: SOUK_DATA_DIR=.souk-2 SOUK_PORT_OFFSET=100 npm start',
    );
  }
  const launcher = { name: 'launcher', pid: process.pid, identity: identityOf(process.pid) ?? '' };
  const write = (processes: readonly RememberedProcess[]): void => {
    writeFileSync(`${recordFile}.new`, JSON.stringify({ launcher, processes } satisfies LaunchRecord));
    renameSync(`${recordFile}.new`, recordFile);
  };
  await endLeftovers(previous?.processes ?? []);
  write([]);
  let remembered: readonly RememberedProcess[] = [];
  return {
    path: dataDir,
    remember(processes) {
      remembered = processes.flatMap(({ name, pid }) => {
        if (!pid) return [];
        const known = remembered.find((process) => process.pid === pid);
        return [known ?? { name, pid, identity: identityOf(pid) ?? '' }];
      });
      try {
        write(remembered);
      } catch {
        // A full disk must not end what runs; the record is only needed after a kill -9.
      }
    },
    release: () => rmSync(recordFile, { force: true }),
  };
}

/**
 * Ends everything that runs from a data folder and removes it. Throws a StartError when the folder is not one of
 * Souk's. Returns false when there was nothing to remove.
 */
export async function resetDataFolder(path: string): Promise<boolean> {
  const dataDir = resolve(path);
  if (!existsSync(dataDir)) return false;
  const isOurs = ['secrets.json', 'launcher.json'].some((file) => existsSync(join(dataDir, file)));
  if (!isOurs)
    throw new StartError(`${dataDir} does not look like a data folder of Souk; nothing was removed.`);
  const record = readRecord(join(dataDir, 'launcher.json'));
  if (record && isSame(record.launcher) && record.launcher.pid !== process.pid) {
    process.kill(record.launcher.pid, 'SIGTERM');
    await waitForExit(record.launcher.pid, DRAIN_MS);
  }
  await endLeftovers(record?.processes ?? []);
  const directory = postgresDirectory(dataDir, postgresAccount());
  await stopSurvivingPostgres(directory);
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  return true;
}

/** Lets them drain, which they began when their launcher died, and kills what is left. PostgreSQL is adopted instead. */
async function endLeftovers(processes: readonly RememberedProcess[]): Promise<void> {
  const left = processes.filter((process) => process.name !== 'postgres' && isSame(process));
  for (const { pid } of left) signal(pid, 'SIGTERM');
  await Promise.all(
    left.map(async ({ pid }) => {
      if (!(await waitForExit(pid, 3_000))) signal(-pid, 'SIGKILL');
      await waitForExit(pid, 1_000);
    }),
  );
}

function requireUsable(dataDir: string): void {
  try {
    mkdirSync(dataDir, { recursive: true });
    const probe = join(dataDir, '.writable');
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOSPC' ? 'the disk is full' : message;
    throw new StartError(
      `The data folder ${dataDir} cannot be written: ${why}.\nGive another one: SOUK_DATA_DIR=/path/to/folder npm start`,
    );
  }
  const free = freeBytes(dataDir);
  if (free >= REQUIRED_FREE_BYTES) return;
  throw new StartError(
    `Only ${Math.floor(free / 1024 / 1024)} MB are free where ${dataDir} lies; Souk needs ${REQUIRED_FREE_BYTES / 1024 / 1024} MB.\n` +
      'Free some, or put the data elsewhere: SOUK_DATA_DIR=/path/to/folder npm start',
  );
}

/** Says so, once a minute at most, when the disk of a data folder is nearly full. Returns what ends the watch. */
export function watchFreeSpace(
  dataDir: string,
  say: (message: string) => void,
  everyMs = 60_000,
): () => void {
  const timer = setInterval(() => {
    if (!existsSync(dataDir)) return;
    const megabytes = Math.floor(freeBytes(dataDir) / 1024 / 1024);
    if (megabytes >= SCARCE_MEGABYTES) return;
    say(
      `only ${megabytes} MB are free where ${dataDir} lies; without space orders cannot be stored. Free some.`,
    );
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

function readRecord(file: string): LaunchRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LaunchRecord;
  } catch {
    return undefined;
  }
}

function isSame(remembered: RememberedProcess): boolean {
  return remembered.identity !== '' && identityOf(remembered.pid) === remembered.identity;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It ended in the meantime.
  }
}
