import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process with this id exists, whoever owns it. One that ended but was not collected yet is gone. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

/** The fields of /proc/<pid>/stat from the state on, on systems that have it. */
function statOf(pid: number): string[] | undefined {
  const stat = readOrUndefined(`/proc/${pid}/stat`);
  // The name before them stands in brackets and may itself hold spaces and brackets.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The command line of a live process, or undefined when it is gone or cannot be read. */
export function commandLineOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return readOrUndefined(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ').trim() || undefined;
  }
  return process.platform === 'win32'
    ? outputOf('powershell', ['-NoProfile', '-Command', `${windowsProcess(pid)}.CommandLine`])
    : outputOf('ps', ['-ww', '-o', 'command=', '-p', String(pid)]);
}

/**
 * What tells a process from another that later gets the same id: when it started, in this run of the machine.
 * Undefined when it is gone. Nothing is signalled by a remembered id before this was compared. (Command lines will
 * not do: processes change theirs.)
 */
export function identityOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const startedAt = statOf(pid)?.[19];
    return startedAt && `${startedAt} ${readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim()}`;
  }
  return process.platform === 'win32'
    ? outputOf('powershell', ['-NoProfile', '-Command', `${windowsProcess(pid)}.CreationDate.Ticks`])
    : outputOf('ps', ['-o', 'lstart=', '-p', String(pid)]);
}

function windowsProcess(pid: number): string {
  return `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}")`;
}

function outputOf(command: string, args: string[]): string | undefined {
  try {
    const output = execFileSync(command, args, { encoding: 'utf8', timeout: 5_000, stdio: 'pipe' });
    return output.trim() || undefined;
  } catch {
    return undefined;
  }
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** Resolves true once the process is gone, false when it still lives after `timeoutMs`. */
export async function waitForExit(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return true;
}
