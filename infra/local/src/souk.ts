import { join } from 'node:path';
import { provisionMessaging } from './aws.ts';
import { openDataFolder, watchFreeSpace } from './data-folder.ts';
import { lacksDemoData, loadDemoData } from './demo-data.ts';
import { type Level, openLog, type SoukLog } from './log.ts';
import { launchNode } from './node-process.ts';
import { paymentSettings } from './payment-settings.ts';
import { choosePorts, type Ports, requireFreePorts, subgraphs } from './ports.ts';
import {
  lastLines,
  type Postgres,
  type PostgresOptions,
  postgresUrl,
  startPostgres,
  survivingPostgresPort,
} from './postgres.ts';
import { postgresAccount, postgresDirectory } from './postgres-binaries.ts';
import {
  type ProcessDeclaration,
  processTable,
  type SoukUrls,
  soukUrls,
  telemetryOf,
} from './process-table.ts';
import { createProgress, type Progress } from './progress.ts';
import { loadSecrets } from './secrets.ts';
import { createSupervisor, type ProcessSpec, type ProcessStatus, type Supervisor } from './supervisor.ts';
import { buildWeb, isWebBuildStale } from './web-build.ts';

const READY_REQUEST_MS = 2_000;
const repositoryRoot = join(import.meta.dirname, '../../..');

export interface SoukOptions {
  /** Default: SOUK_DATA_DIR, or .souk in the repository. */
  readonly dataDir?: string;
  /** Default: from SOUK_*_PORT and SOUK_PORT_OFFSET. `freePorts()` gives a set for tests. */
  readonly ports?: Ports;
  readonly mode?: 'start' | 'dev';
  /** Names of processes to leave out, e.g. ['web'] for a benchmark of the API. */
  readonly without?: readonly string[];
  /** More variables for single processes, by process name. */
  readonly env?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** More settings of the PostgreSQL server, e.g. libraries to preload that a benchmark measures with. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
  /** Lowest level shown on the console; everything is in the log file anyway. Default warn. */
  readonly consoleLevel?: Level | 'silent';
  /** Level at which the services log. Default info. */
  readonly logLevel?: Level;
  /** Where progress and console lines go. Default: nowhere. */
  readonly output?: NodeJS.WriteStream;
  /** Called when a stop becomes possible, before anything has started. */
  readonly onStoppable?: (souk: Pick<Souk, 'stop' | 'killAll'>) => void;
}

/** A running local Souk. */
export interface Souk {
  readonly urls: SoukUrls;
  readonly ports: Ports;
  readonly dataDir: string;
  readonly logFile: string;
  /** Connection URL of a subgraph's database, as the superuser. */
  databaseUrl(database: string): string;
  /** All processes, PostgreSQL as `postgres`. */
  processes(): ProcessStatus[];
  /** Sends a signal (SIGKILL by default) to a process by name. */
  kill(name: string, signal?: NodeJS.Signals): void;
  /** Resolves when a process is ready, again or for the first time. */
  whenReady(name: string, timeoutMs?: number): Promise<void>;
  /** Lets everything drain and ends it, PostgreSQL last; takes 5 s at most. */
  stop(): Promise<void>;
  /** Ends everything at once. Nothing committed is lost. */
  killAll(): void;
}

/**
 * Starts the whole system and resolves when everything is ready. What had started is ended again when a part fails.
 * Throws a StartError for everything that the person at the keyboard can put right.
 */
export async function startSouk(options: SoukOptions = {}): Promise<Souk> {
  const ports = options.ports ?? choosePorts(process.env);
  const folder = await openDataFolder(
    options.dataDir ?? process.env.SOUK_DATA_DIR ?? join(repositoryRoot, '.souk'),
  );
  const progress = options.output ? createProgress(options.output) : silentProgress;
  const log = openLog({
    folder: join(folder.path, 'logs'),
    consoleLevel: options.output ? (options.consoleLevel ?? 'warn') : 'silent',
    print: (line) => progress.print(line),
    colour: options.output?.isTTY === true,
  });
  const supervisor = createSupervisor({ log, onChange: (processes) => folder.remember(processes) });
  const endWatch = watchFreeSpace(folder.path, (message) => log.say('error', message));
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => {
    progress.finish();
    stopped ??= supervisor.stop().finally(() => {
      endWatch();
      process.off('exit', killAll);
      folder.release();
      log.close();
    });
    return stopped;
  };
  const killAll = (): void => {
    supervisor.killAll();
    folder.release();
  };
  // PostgreSQL would outlive a process that just exits; everything else notices by itself.
  process.once('exit', killAll);
  options.onStoppable?.({ stop, killAll });
  try {
    const secrets = loadSecrets(folder.path);
    const postgres = postgresPart(
      {
        dataDir: folder.path,
        port: ports.postgres,
        password: secrets.postgresPassword,
        ...(options.postgresSettings ? { settings: options.postgresSettings } : {}),
      },
      log,
    );
    const declared = processTable({
      root: repositoryRoot,
      dataDir: folder.path,
      ports,
      secrets,
      mode: options.mode ?? 'start',
      logLevel: options.logLevel ?? 'info',
      payment: paymentSettings(process.env),
      telemetry: telemetryOf(process.env),
      databaseUrl: postgres.url,
    });
    const table = declared
      .filter(({ name }) => !options.without?.includes(name))
      .map((declaration) => ({
        ...declaration,
        env: { ...declaration.env, ...options.env?.[declaration.name] },
      }));
    await requireFreePorts(portsOf(table, ports, postgres.survives()));
    await bringUp({ supervisor, log, progress, dataDir: folder.path, postgres, ports }, table);
    return {
      urls: soukUrls(ports),
      ports,
      dataDir: folder.path,
      logFile: log.file,
      databaseUrl: postgres.url,
      processes: supervisor.status,
      kill: (name, signal = 'SIGKILL') => supervisor.kill(name, signal),
      whenReady: (name, timeoutMs = 30_000) => supervisor.whenReady(name, timeoutMs),
      stop,
      killAll,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface BringUpDeps {
  readonly supervisor: Supervisor;
  readonly log: SoukLog;
  readonly progress: Progress;
  readonly dataDir: string;
  readonly postgres: PostgresPart;
  readonly ports: Ports;
}

/** Everything is started as early as what it needs allows: with two cores the work counts, not the order. */
async function bringUp(deps: BringUpDeps, table: readonly ProcessDeclaration[]): Promise<void> {
  const { supervisor, log, progress, postgres } = deps;
  const ready = new Map<string, Promise<void>>();
  const start = (spec: ProcessSpec): Promise<void> =>
    progress.during(spec.name, () => supervisor.start(spec));

  const databases = start(postgres.spec).then(() =>
    postgres.createDatabases(subgraphs.map((name) => `souk_${name}`)),
  );
  const needs = {
    databases,
    messaging: Promise.resolve()
      .then(() => ready.get('aws'))
      .then(() => provision(soukUrls(deps.ports).aws)),
    'web-build': buildWebWhenStale(deps, table),
  };
  for (const declaration of table) {
    const needed = Promise.all(declaration.needs.map((need) => needs[need]));
    ready.set(
      declaration.name,
      needed.then(() => start(nodeSpec(declaration, log))),
    );
  }
  const loaded = ['users', 'products', 'orders'];
  const hasLoaders = loaded.every((name) => ready.has(name));
  const demo = Promise.all([...loaded.map((name) => ready.get(name)), needs.messaging]).then(() =>
    hasLoaders && lacksDemoData(deps.dataDir)
      ? progress.during('demo data', () => loadDemoData(deps, table))
      : undefined,
  );
  // The first failure ends the start; the others that follow from it must not count as unhandled.
  const all = [...Object.values(needs), ...ready.values(), demo];
  for (const part of all) part.catch(() => {});
  await Promise.all(all);
  progress.finish();
}

async function provision(endpoint: string): Promise<void> {
  const { consumers, ownerOf } = await import('@souk/shared/topology');
  await provisionMessaging(endpoint, { consumers, ownerOf });
}

async function buildWebWhenStale(deps: BringUpDeps, table: readonly ProcessDeclaration[]): Promise<void> {
  const isNeeded = table.some(({ needs }) => needs.includes('web-build'));
  if (!isNeeded || !isWebBuildStale(repositoryRoot)) return;
  const build = (): Promise<void> =>
    buildWeb(repositoryRoot, (line) => deps.log.line('web-build', line, 'info')).catch((error: Error) => {
      error.message += `\n${deps.log.tail('web-build').join('\n')}`;
      throw error;
    });
  await deps.progress.during('store (build)', build);
}

function nodeSpec(declaration: ProcessDeclaration, log: SoukLog): ProcessSpec {
  return {
    name: declaration.name,
    endsAfter: declaration.endsAfter,
    launch: () => launchNode(declaration, (line, fallback) => log.line(declaration.name, line, fallback)),
    async isReady() {
      const answer = await fetch(declaration.readyUrl, { signal: AbortSignal.timeout(READY_REQUEST_MS) });
      await answer.body?.cancel();
      return answer.status < 500;
    },
  };
}

interface PostgresPart {
  readonly spec: ProcessSpec;
  readonly url: (database: string) => string;
  /** True when a server that a killed launcher left behind will be adopted, port and all. */
  readonly survives: () => boolean;
  readonly createDatabases: (names: readonly string[]) => Promise<void>;
}

function postgresPart(options: PostgresOptions, log: SoukLog): PostgresPart {
  let server: Postgres | undefined;
  return {
    url: (database) => postgresUrl(options, database),
    survives() {
      const directory = postgresDirectory(options.dataDir, postgresAccount());
      return survivingPostgresPort(directory) === options.port;
    },
    createDatabases: async (names) => server?.createDatabases(names),
    spec: {
      name: 'postgres',
      endsAfter: 2,
      async launch() {
        const started = await startPostgres(options);
        server = started;
        if (started.adopted)
          log.say('info', `adopted the PostgreSQL that was left running (process ${started.pid})`);
        return {
          pid: started.pid,
          exited: started.exited.then(() => `the end of ${started.logFile}:\n${lastLines(started.logFile)}`),
          end: () => void started.stop(),
          kill: (signal) => void process.kill(started.pid, signal),
        };
      },
      // startPostgres resolves when connections are accepted.
      isReady: async () => true,
    },
  };
}

function portsOf(
  table: readonly ProcessDeclaration[],
  ports: Ports,
  postgresSurvives: boolean,
): Partial<Ports> {
  const used = table.flatMap(({ name }) => (name === 'inbox' ? ['inbox', 'smtp'] : [name]));
  if (!postgresSurvives) used.push('postgres');
  return Object.fromEntries(Object.entries(ports).filter(([name]) => used.includes(name)));
}

function silent(): void {}
const silentProgress: Progress = { during: (_label, work) => work(), print: silent, finish: silent };
