import { createServer, type Server, type Socket } from 'node:net';
import { type LuaReply, runLua } from './run-lua.ts';

type Reply = string | number | null | Error | readonly Reply[] | ReadonlyMap<string, Reply>;

interface Stored {
  readonly value: string;
  readonly expiresAt: number;
}

/**
 * A stand-in for Redis where none is installed: the protocol (RESP 2 and 3) and the few commands that the gateway sends,
 * on strings only. What it answers is what Redis answers: the same tests run against both.
 */
export class RespServer {
  private readonly stored = new Map<string, Stored>();
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  private isPaused = false;
  private waiting: (() => void)[] = [];

  constructor() {
    this.server = createServer((socket) => this.serve(socket));
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    for (const go of this.waiting.splice(0)) go();
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private serve(socket: Socket): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('error', () => {});
    let received = Buffer.alloc(0);
    let queued: string[][] | undefined;
    const protocol = { version: 2 };
    const answerAll = (): void => {
      if (this.isPaused) {
        this.waiting.push(answerAll);
        return;
      }
      for (;;) {
        const parsed = parseCommand(received);
        if (!parsed) return;
        received = received.subarray(parsed.length);
        const name = parsed.words[0]?.toUpperCase();
        let reply: Reply;
        if (name === 'MULTI') {
          queued = [];
          reply = 'OK';
        } else if (name === 'EXEC') {
          reply = (queued ?? []).map((words) => this.answer(words, protocol));
          queued = undefined;
        } else if (queued) {
          queued.push(parsed.words);
          socket.write('+QUEUED\r\n');
          continue;
        } else {
          reply = this.answer(parsed.words, protocol);
        }
        socket.write(encode(reply, protocol.version, name));
      }
    };
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk as Buffer]);
      answerAll();
    });
  }

  private answer([command = '', ...args]: readonly string[], protocol: { version: number }): Reply {
    const [key = '', second = ''] = args;
    switch (command.toUpperCase()) {
      case 'HELLO':
        protocol.version = Number(key || 2);
        return new Map<string, Reply>([
          ['server', 'redis'],
          ['version', '7.0.0'],
          ['proto', protocol.version],
          ['id', 1],
          ['mode', 'standalone'],
          ['role', 'master'],
          ['modules', []],
        ]);
      case 'CLIENT':
        return 'OK';
      case 'PING':
        return 'PONG';
      case 'GET':
        return this.read(key);
      case 'MGET':
        return args.map((name) => this.read(name));
      case 'SET':
        return this.set(key, second, args.slice(2));
      case 'GETEX': {
        const value = this.read(key);
        if (value !== null) this.expire(key, durationOf(args.slice(1)) ?? Number.POSITIVE_INFINITY);
        return value;
      }
      case 'INCR':
        return this.increment(key, 1);
      case 'INCRBY':
        return this.increment(key, Number(second));
      case 'EXPIRE':
        return this.expire(key, Number(second) * 1_000, args[2]);
      case 'PEXPIRE':
        return this.expire(key, Number(second), args[2]);
      case 'PTTL': {
        if (this.read(key) === null) return -2;
        const { expiresAt } = this.stored.get(key) as Stored;
        return expiresAt === Number.POSITIVE_INFINITY ? -1 : Math.max(0, expiresAt - Date.now());
      }
      case 'COPY': {
        const value = this.read(key);
        if (value === null || (this.read(second) !== null && args[2]?.toUpperCase() !== 'REPLACE')) return 0;
        this.stored.set(second, this.stored.get(key) as Stored);
        return 1;
      }
      case 'DEL':
      case 'UNLINK':
        return args.filter((name) => this.read(name) !== null && this.stored.delete(name)).length;
      case 'TIME':
        return [String(Math.floor(Date.now() / 1_000)), String((Date.now() % 1_000) * 1_000)];
      case 'EVAL': {
        const keys = args.slice(2, 2 + Number(second));
        const call = (words: readonly string[]): LuaReply => this.answer(words, protocol) as LuaReply;
        return runLua(key, { keys, args: args.slice(2 + Number(second)) }, call);
      }
      case 'FLUSHALL':
        this.stored.clear();
        return 'OK';
      case 'DBSIZE':
        return [...this.stored.keys()].filter((name) => this.read(name) !== null).length;
      default:
        return new Error(`ERR unknown command '${command}'`);
    }
  }

  private read(key: string): string | null {
    const found = this.stored.get(key);
    if (!found) return null;
    if (found.expiresAt > Date.now()) return found.value;
    this.stored.delete(key);
    return null;
  }

  private set(key: string, value: string, options: readonly string[]): Reply {
    const words = options.map((word) => word.toUpperCase());
    const before = this.read(key);
    const answer = words.includes('GET') ? before : 'OK';
    const refused = words.includes('NX') ? before !== null : words.includes('XX') && before === null;
    if (refused) return words.includes('GET') ? before : null;
    const duration = durationOf(options);
    this.stored.set(key, {
      value,
      expiresAt: duration === undefined ? Number.POSITIVE_INFINITY : Date.now() + duration,
    });
    return answer;
  }

  private increment(key: string, by: number): Reply {
    const value = Number(this.read(key) ?? 0);
    if (!Number.isSafeInteger(value)) return new Error('ERR value is not an integer or out of range');
    const expiresAt = this.stored.get(key)?.expiresAt ?? Number.POSITIVE_INFINITY;
    this.stored.set(key, { value: String(value + by), expiresAt });
    return value + by;
  }

  private expire(key: string, durationMs: number, condition = ''): number {
    const value = this.read(key);
    if (value === null) return 0;
    const { expiresAt } = this.stored.get(key) as Stored;
    const next = Date.now() + durationMs;
    if (condition.toUpperCase() === 'NX' && expiresAt !== Number.POSITIVE_INFINITY) return 0;
    if (condition.toUpperCase() === 'GT' && next <= expiresAt) return 0;
    this.stored.set(key, { value, expiresAt: next });
    return 1;
  }
}

/** The milliseconds of EX or PX among a command's options. */
function durationOf(options: readonly string[]): number | undefined {
  const index = options.findIndex((word) => word.toUpperCase() === 'EX' || word.toUpperCase() === 'PX');
  if (index < 0) return undefined;
  return Number(options[index + 1]) * (options[index]?.toUpperCase() === 'EX' ? 1_000 : 1);
}

/** The first whole command in what was received, and how many bytes it took. */
function parseCommand(received: Buffer): { words: string[]; length: number } | undefined {
  let at = 0;
  const line = (): string | undefined => {
    const end = received.indexOf('\r\n', at);
    if (end < 0) return undefined;
    const text = received.toString('utf8', at, end);
    at = end + 2;
    return text;
  };
  const count = line();
  if (count === undefined) return undefined;
  const words: string[] = [];
  for (let index = 0; index < Number(count.slice(1)); index++) {
    const size = line();
    if (size === undefined) return undefined;
    const length = Number(size.slice(1));
    if (received.length < at + length + 2) return undefined;
    words.push(received.toString('utf8', at, at + length));
    at += length + 2;
  }
  return { words, length: at };
}

function encode(reply: Reply, version: number, command = ''): string {
  if (reply === null) return version === 3 ? '_\r\n' : '$-1\r\n';
  if (typeof reply === 'number') return `:${reply}\r\n`;
  if (reply instanceof Error) return `-${reply.message}\r\n`;
  if (typeof reply === 'string') {
    return command !== 'GET' && /^(OK|PONG)$/.test(reply)
      ? `+${reply}\r\n`
      : `$${Buffer.byteLength(reply)}\r\n${reply}\r\n`;
  }
  if (reply instanceof Map) {
    const head = version === 3 ? `%${reply.size}` : `*${reply.size * 2}`;
    const parts = [...reply].map(([key, value]) => encode(key, version) + encode(value, version));
    return `${head}\r\n${parts.join('')}`;
  }
  return `*${(reply as readonly Reply[]).length}\r\n${(reply as readonly Reply[]).map((item) => encode(item, version)).join('')}`;
}
