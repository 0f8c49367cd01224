import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export const levels = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type Level = (typeof levels)[number];

const MAX_FILE_BYTES = 10 * 1024 * 1024;
const KEPT_FILES = 3;
const TAIL_LINES = 25;

/** The one log of everything that runs: all of it in a file, what matters on the console. */
export interface SoukLog {
  readonly file: string;
  /** A line that a process wrote: a pino record, or any text, which counts as `fallback`. */
  line(process: string, line: string, fallback: Level): void;
  /** Something that the launcher itself has to say. */
  say(level: Level, message: string): void;
  /** The last lines of a process: the reason when it failed. */
  tail(process: string): string[];
  close(): void;
}

export interface LogOptions {
  /** Folder of the log file. */
  readonly folder: string;
  /** Lowest level shown on the console. */
  readonly consoleLevel: Level | 'silent';
  /** Writes to the console, without a line end. */
  readonly print: (line: string) => void;
  readonly colour: boolean;
  readonly maxFileBytes?: number;
}

/** Opens the log. The file is rotated by size; three older ones are kept. */
export function openLog(options: LogOptions): SoukLog {
  mkdirSync(options.folder, { recursive: true });
  const file = join(options.folder, 'souk.log');
  const tails = new Map<string, string[]>();
  const threshold = options.consoleLevel === 'silent' ? levels.length : levels.indexOf(options.consoleLevel);
  let out = openSync(file, 'a');
  let size = fstatSync(out).size;
  let complained = false;
  let closed = false;

  function write(text: string): void {
    if (closed) return;
    const bytes = Buffer.from(`${text}\n`);
    try {
      if (size + bytes.length > (options.maxFileBytes ?? MAX_FILE_BYTES)) {
        closeSync(out);
        rotate(file);
        out = openSync(file, 'a');
        size = 0;
      }
      size += writeSync(out, bytes);
    } catch (error) {
      // A full disk must not end the shop; it is said once.
      if (!complained) options.print(`The log ${file} cannot be written: ${(error as Error).message}`);
      complained = true;
    }
  }

  function record(process: string, entry: Entry): void {
    const tail = tails.get(process) ?? [];
    tails.set(process, tail);
    tail.push(`${entry.message}${entry.detail}`);
    if (tail.length > TAIL_LINES) tail.shift();
    const label = entry.level.toUpperCase().padEnd(5);
    write(`${entry.time.toISOString()} ${label} ${process.padEnd(20)} ${entry.message}${entry.detail}`);
    if (levels.indexOf(entry.level) < threshold) return;
    const clock = entry.time.toTimeString().slice(0, 8);
    const line = `${clock} ${label} ${process.padEnd(20)} ${entry.message}${entry.detail}`;
    options.print(options.colour ? colourOf(entry.level) + line + RESET : line);
  }

  return {
    file,
    line: (process, line, fallback) => record(process, parseLine(line, fallback)),
    say: (level, message) => record('souk', { level, message, detail: '', time: new Date() }),
    tail: (process) => tails.get(process) ?? [],
    close() {
      if (!closed) closeSync(out);
      closed = true;
    },
  };
}

interface Entry {
  readonly level: Level;
  readonly message: string;
  /** The other fields of the record, and the stack of its error, ready to print behind the message. */
  readonly detail: string;
  readonly time: Date;
}

function parseLine(line: string, fallback: Level): Entry {
  const entry = { level: fallback, message: line, detail: '', time: new Date() };
  if (!line.startsWith('{')) return entry;
  try {
    const { level, time, msg, name: _name, pid: _pid, hostname: _host, err, ...fields } = JSON.parse(line);
    const stack = err?.stack ?? err?.message;
    const pairs = Object.entries(fields).map(
      ([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    );
    return {
      level: levelOf(level) ?? fallback,
      message: msg ?? '',
      detail: pairs.join('') + (stack ? `\n${stack}` : ''),
      time: time === undefined ? entry.time : new Date(time),
    };
  } catch {
    return entry;
  }
}

/** Pino writes numbers by default, our own logger labels. */
function levelOf(level: unknown): Level | undefined {
  if (typeof level === 'number')
    return levels[Math.min(Math.max(Math.floor(level / 10) - 1, 0), levels.length - 1)];
  if (level === 'fatal') return 'error';
  return levels.find((known) => known === level);
}

const RESET = '\u001b[0m';
function colourOf(level: Level): string {
  if (level === 'error') return '\u001b[31m';
  return level === 'warn' ? '\u001b[33m' : '\u001b[2m';
}

function rotate(file: string): void {
  for (let index = KEPT_FILES; index > 0; index--) {
    const older = index === 1 ? file : `${file}.${index - 1}`;
    if (existsSync(older)) renameSync(older, `${file}.${index}`);
  }
}
