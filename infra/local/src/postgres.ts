import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type PostgresHome, preparePostgresHome } from './postgres-binaries.ts';
import { createCluster, SUPERUSER, serverEnvironment } from './postgres-cluster.ts';
import { postgresSettings } from './postgres-settings.ts';
import { commandLineOf, isAlive, waitForExit } from './process-identity.ts';

export interface PostgresOptions {
  /** Souk's data folder; the cluster lives in it. */
  readonly dataDir: string;
  readonly port: number;
  /** False trades safety against power loss for speed: for tests only. */
  readonly durable?: boolean;
  /** Password of the superuser, set when the cluster is created. Without one, any local user may connect. */
  readonly password?: string;
  /** More server settings, before ours: what a benchmark wants to watch. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** A running PostgreSQL. */
export interface Postgres {
  readonly pid: number;
  readonly port: number;
  /** True when a server that outlived its launcher was taken over. */
  readonly adopted: boolean;
  readonly logFile: string;
  /** Resolves when the server is gone, for whatever reason. */
  readonly exited: Promise<void>;
  url(database: string): string;
  /** Creates those that are missing. */
  createDatabases(names: readonly string[]): Promise<void>;
  /** Rolls back what is open and ends the server; kills it when it still runs after `timeoutMs`. */
  stop(timeoutMs?: number): Promise<void>;
}

const START_TIMEOUT_MS = 60_000;

/**
 * Starts the embedded PostgreSQL of a data folder, creating the cluster first if there is none, or takes over
 * the server that a killed launcher left behind. Resolves once it accepts connections; throws with the end of
 * the server's log otherwise.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const home = preparePostgresHome(options.dataDir);
  const cluster = join(home.directory, 'cluster');
  const logFile = join(home.directory, 'postgres.log');
  if (!existsSync(join(cluster, 'PG_VERSION'))) createCluster(home, cluster, options);

  const survivor = await findSurvivor(cluster, options.port);
  if (survivor) {
    return { ...describe(options, survivor, logFile), adopted: true, exited: pollForExit(survivor) };
  }
  const server = launch(home, cluster, logFile, options);
  const exited = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await waitUntilReady(cluster, server, logFile);
  return { ...describe(options, server.pid!, logFile), adopted: false, exited };
}

/** Connection URL of a database, as the superuser; it holds whether or not the server runs yet. */
export function postgresUrl(options: Pick<PostgresOptions, 'port' | 'password'>, database: string): string {
  const credentials = options.password ? `${SUPERUSER}:${encodeURIComponent(options.password)}` : SUPERUSER;
  return `postgres://${credentials}@127.0.0.1:${options.port}/${database}`;
}

/** The port of the server that runs from a PostgreSQL folder, left there by a killed launcher. */
export function survivingPostgresPort(directory: string): number | undefined {
  return postmasterOf(join(directory, 'cluster'))?.port;
}

/** Ends the server that runs from a PostgreSQL folder, if any. */
export async function stopSurvivingPostgres(directory: string): Promise<void> {
  const pid = postmasterOf(join(directory, 'cluster'))?.pid;
  if (pid) await stopServer(pid, 5_000);
}

function describe(
  options: PostgresOptions,
  pid: number,
  logFile: string,
): Omit<Postgres, 'adopted' | 'exited'> {
  const url = (database: string): string => postgresUrl(options, database);
  return {
    pid,
    port: options.port,
    logFile,
    url,
    createDatabases: (names) => createDatabases(url('postgres'), names),
    stop: (timeoutMs = 4_000) => stopServer(pid, timeoutMs),
  };
}

function launch(
  home: PostgresHome,
  cluster: string,
  logFile: string,
  options: PostgresOptions,
): ChildProcess {
  const settings = {
    ...options.settings,
    ...postgresSettings({ port: options.port, durable: options.durable ?? true }),
  };
  const args = [
    '-D',
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  const log = openSync(logFile, 'w');
  try {
    // A session of its own: Ctrl-C in the terminal must not end it before the services have drained.
    return spawn(join(home.bin, 'postgres'), args, {
      ...home.account,
      cwd: home.account ? '/' : home.directory,
      env: serverEnvironment(),
      detached: process.platform !== 'win32',
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

async function waitUntilReady(cluster: string, server: ChildProcess, logFile: string): Promise<void> {
  let failure: string | undefined;
  server.once('error', (error) => {
    failure = error.message;
  });
  server.once('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? `code ${code}`}`;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (!failure) {
    const postmaster = postmasterOf(cluster);
    if (postmaster?.pid === server.pid && postmaster?.ready) return;
    if (Date.now() > deadline) failure = `it was not ready after ${START_TIMEOUT_MS / 1000} s`;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  server.kill('SIGQUIT');
  throw new Error(`PostgreSQL did not start: ${failure}.\n${lastLines(logFile)}`);
}

interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** What postmaster.pid says, provided that the process it names really serves this cluster. */
function postmasterOf(cluster: string): Postmaster | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (!pid || !isAlive(pid) || !commandLineOf(pid)?.includes(cluster)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
}

async function findSurvivor(cluster: string, port: number): Promise<number | undefined> {
  const postmaster = postmasterOf(cluster);
  if (!postmaster) {
    // The file of a dead server; its process id may meanwhile belong to a stranger that PostgreSQL would respect.
    rmSync(join(cluster, 'postmaster.pid'), { force: true });
    return undefined;
  }
  if (postmaster.ready && postmaster.port === port) return postmaster.pid;
  await stopServer(postmaster.pid, 10_000);
  return undefined;
}

async function pollForExit(pid: number): Promise<void> {
  while (isAlive(pid)) {
    await new Promise((resolve) => setTimeout(resolve, 250).unref());
  }
}

async function stopServer(pid: number, timeoutMs: number): Promise<void> {
  // SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one: recovery follows at the next start.
  for (const [signal, patienceMs] of [
    ['SIGINT', timeoutMs],
    ['SIGQUIT', 1_000],
    ['SIGKILL', 1_000],
  ] as const) {
    if (!isAlive(pid)) return;
    process.kill(pid, signal);
    if (await waitForExit(pid, patienceMs)) return;
  }
}

async function createDatabases(url: string, names: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>('SELECT datname FROM pg_database');
    const existing = new Set(rows.map((row) => row.datname));
    for (const name of names.filter((wanted) => !existing.has(wanted))) {
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    }
  } finally {
    await client.end();
  }
}

/** The end of the server's log, which says why it went. */
export function lastLines(file: string): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
  } catch {
    return '';
  }
}
