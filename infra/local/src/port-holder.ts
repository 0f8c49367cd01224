import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { commandLineOf } from './process-identity.ts';

export interface PortHolder {
  readonly pid: number;
  readonly command: string;
}

/** Who listens on a local TCP port, as far as this account may see it. */
export function portHolder(port: number): PortHolder | undefined {
  const pid = process.platform === 'linux' ? pidFromProc(port) : pidFromLsof(port);
  return pid === undefined ? undefined : { pid, command: shortCommand(pid) };
}

/** What a person would recognise: the program and its script, and where it was started. */
function shortCommand(pid: number): string {
  const [program = 'unknown', ...args] = (commandLineOf(pid) ?? '').split(' ').filter((word) => word !== '');
  const script = args.find(
    (word, index) => !word.startsWith('-') && !args[index - 1]?.startsWith('--import'),
  );
  const folder = readLink(`/proc/${pid}/cwd`);
  return [basename(program), script, folder && `in ${folder}`].filter(Boolean).join(' ').slice(0, 120);
}

function pidFromProc(port: number): number | undefined {
  const inodes = new Set(['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) => listeningInodes(file, port)));
  if (inodes.size === 0) return undefined;
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    if (socketsOf(pid).some((inode) => inodes.has(inode))) return Number(pid);
  }
  return undefined;
}

function listeningInodes(file: string, port: number): string[] {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';
  try {
    const rows = readFileSync(file, 'utf8').split('\n').slice(1);
    const fields = rows.map((row) => row.trim().split(/\s+/));
    return fields.filter((row) => row[1]?.endsWith(wanted) && row[3] === listening).map((row) => row[9]!);
  } catch {
    return [];
  }
}

function socketsOf(pid: string): string[] {
  try {
    return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const inode = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`))?.[1];
      return inode ? [inode] : [];
    });
  } catch {
    return [];
  }
}

function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

function pidFromLsof(port: number): number | undefined {
  try {
    const output = execFileSync('lsof', ['-nP', '-t', `-iTCP:${port}`, '-sTCP:LISTEN'], {
      encoding: 'utf8',
      timeout: 5_000,
      stdio: 'pipe',
    });
    return Number(output.split('\n')[0]) || undefined;
  } catch {
    return undefined;
  }
}
