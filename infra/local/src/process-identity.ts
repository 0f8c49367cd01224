import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** True while a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * The command line of a live process, or undefined when it is gone or cannot be read. Process ids are
 * reused, so nothing is signalled by a remembered id before its command line was compared.
 */
export function commandLineOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim() || undefined;
  } catch {
    return process.platform === 'linux' ? undefined : commandLineFromSystem(pid);
  }
}

/**
 * What tells a process from another that later got the same id: when it started, and its command line. Undefined
 * when it is gone.
 */
export function identityOf(pid: number): string | undefined {
  const command = commandLineOf(pid);
  if (command === undefined) return undefined;
  try {
    // Field 22 of /proc/<pid>/stat, counted behind the name in brackets, which may itself hold spaces.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : `${fields[19]} ${command}`;
  } catch {
    return command;
  }
}

function commandLineFromSystem(pid: number): string | undefined {
  const [command, args]: [string, string[]] =
    process.platform === 'win32'
      ? [
          'powershell',
          [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ],
        ]
      : ['ps', ['-ww', '-o', 'command=', '-p', String(pid)]];
  try {
    return (
      execFileSync(command, args, { encoding: 'utf8', timeout: 5_000, stdio: 'pipe' }).trim() || undefined
    );
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
