import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { demoAccounts, demoPassword } from '@souk/shared/demo-accounts';
import { resetDataFolder } from './data-folder.ts';
import { type Level, levels } from './log.ts';
import { StartError } from './ports.ts';
import { prove } from './prove.ts';
import { type Souk, startSouk } from './souk.ts';

const root = join(import.meta.dirname, '../../..');
/** One Ctrl-C reaches us from the terminal, from npm and from the bootstrap: that is one, not three. */
const SAME_SIGNAL_MS = 400;

const { positionals } = parseArgs({ allowPositionals: true });
const command = positionals[0];

try {
  if (command === 'start' || command === 'dev') await run(command);
  else if (command === 'reset') await reset();
  else if (command === 'test') process.exitCode = await prove(root);
  else throw new StartError('Usage: npm start | npm run dev | npm test | npm run reset');
} catch (error) {
  print(error instanceof StartError ? error.message : String((error as Error).stack));
  process.exit(1);
}

async function run(mode: 'start' | 'dev'): Promise<void> {
  const startedAt = Date.now();
  let running: Pick<Souk, 'stop' | 'killAll'> | undefined;
  let askedAt = 0;
  const end = (): void => {
    const now = Date.now();
    if (askedAt > 0 && now - askedAt < SAME_SIGNAL_MS) return;
    if (askedAt > 0) {
      running?.killAll();
      process.exit(130);
    }
    askedAt = now;
    print('\nEnding Souk; Ctrl-C again kills at once.');
    void (running?.stop() ?? Promise.resolve()).then(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // Started by the bootstrap, we end with it, also when it is killed.
  process.on('disconnect', end);

  try {
    const souk = await startSouk({
      mode,
      output: process.stdout,
      consoleLevel: levelFrom('SOUK_CONSOLE_LEVEL', 'warn'),
      logLevel: levelFrom('LOG_LEVEL', 'info'),
      onStoppable: (stoppable) => {
        running = stoppable;
      },
    });
    print(welcome(souk, (Date.now() - startedAt) / 1000));
  } catch (error) {
    // A failure while ending is the ending itself.
    if (askedAt === 0) throw error;
  }
}

async function reset(): Promise<void> {
  const dataDir = process.env.SOUK_DATA_DIR ?? join(root, '.souk');
  const removed = await resetDataFolder(dataDir);
  print(
    removed
      ? `Removed ${dataDir}. "npm start" begins anew.`
      : `Nothing to remove: ${dataDir} does not exist.`,
  );
}

function levelFrom(variable: string, fallback: Level): Level {
  const given = process.env[variable] ?? fallback;
  const level = levels.find((known) => known === given);
  if (!level) throw new StartError(`${variable}=${given} is none of ${levels.join(', ')}.`);
  return level;
}

function welcome(souk: Souk, seconds: number): string {
  const accounts = Object.values(demoAccounts).map(({ email }) => email);
  return `
Souk is running (started in ${seconds.toFixed(1)} s)

  Store                ${souk.urls.store}
  GraphQL and Sandbox  ${souk.urls.gateway}
  Mail and SMS inbox   ${souk.urls.inbox}

  Demo accounts        ${accounts.join(', ')}
  Password             ${demoPassword}

  Log                  ${souk.logFile} (warnings and errors are shown here)
  Ctrl-C ends everything; "npm run reset" starts over.
`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
