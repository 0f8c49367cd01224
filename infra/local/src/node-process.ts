import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { Level } from './log.ts';
import type { Running } from './supervisor.ts';

const guard = pathToFileURL(join(import.meta.dirname, 'end-with-launcher.ts')).href;

/** A process that runs on the same Node as the launcher. */
export interface NodeCommand {
  readonly cwd: string;
  /** Arguments of node: options, entry, arguments of the entry. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** Variables of the surrounding shell that would change which credentials or options our processes use. */
const unwanted = ['NODE_OPTIONS', 'AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_DEFAULT_PROFILE'];

/** Starts the process; every line that it writes goes to `onLine`. It drains when the launcher dies. */
export function launchNode(command: NodeCommand, onLine: (line: string, fallback: Level) => void): Running {
  const environment: NodeJS.ProcessEnv = { ...process.env, ...command.env };
  for (const name of unwanted) if (!(name in command.env)) delete environment[name];
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', guard, ...command.args],
    {
      cwd: command.cwd,
      env: environment,
      // A group of its own: Ctrl-C in the terminal reaches the launcher alone, which then ends things in order.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => onLine(line, 'info'));
  // Bare text on standard error is a warning of Node or the end of a crash, of which the supervisor tells the reason.
  createInterface({ input: child.stderr }).on('line', (line) => onLine(line, 'info'));
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // 'close' follows 'exit' once the last lines were read, unless a grandchild holds the pipes.
    child.once('exit', (code, signal) => {
      const reason = signal ? `signal ${signal}` : `code ${code}`;
      signalGroup(child, 'SIGKILL');
      const late = setTimeout(() => resolve(reason), 500);
      child.once('close', () => {
        clearTimeout(late);
        resolve(reason);
      });
    });
  });
  return {
    pid: child.pid ?? 0,
    exited,
    end: () => (process.platform === 'win32' ? child.stdin.end() : void child.kill('SIGTERM')),
    kill: (signal) => (signal === 'SIGKILL' ? signalGroup(child, signal) : void child.kill(signal)),
  };
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (!child.pid) return;
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(child.pid), '/T', '/F'], () => {});
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The whole group is gone already.
  }
}
