import { connect, createServer } from 'node:net';
import { portHolder } from './port-holder.ts';

export const subgraphs = ['users', 'products', 'orders', 'payments', 'notifications', 'analytics'] as const;
export type Subgraph = (typeof subgraphs)[number];

const defaults = {
  web: 3000,
  gateway: 4000,
  users: 4001,
  products: 4002,
  orders: 4003,
  payments: 4004,
  notifications: 4005,
  analytics: 4006,
  sandbox: 4010,
  'users-worker': 4101,
  'products-worker': 4102,
  'orders-worker': 4103,
  'payments-worker': 4104,
  'notifications-worker': 4105,
  'analytics-worker': 4106,
  inbox: 8025,
  smtp: 1025,
  aws: 4566,
  postgres: 5433,
} as const;

export type PortName = keyof typeof defaults;
export type Ports = Readonly<Record<PortName, number>>;

/** Something the person at the keyboard can put right; the message says how. Shown without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** The variable that moves one port, e.g. SOUK_USERS_WORKER_PORT. */
export function portVariable(name: PortName): string {
  return `SOUK_${name.replaceAll('-', '_').toUpperCase()}_PORT`;
}

/**
 * The ports to use: SOUK_<NAME>_PORT is taken as it is, every other default is shifted by SOUK_PORT_OFFSET.
 * Throws a StartError on anything that is no port, and on a port given twice.
 */
export function choosePorts(environment: Record<string, string | undefined>): Ports {
  const offset = wholeNumber('SOUK_PORT_OFFSET', environment.SOUK_PORT_OFFSET ?? '0');
  const users = new Map<number, PortName>();
  const entries = (Object.keys(defaults) as PortName[]).map((name) => {
    const variable = portVariable(name);
    const given = environment[variable];
    const port = given ? wholeNumber(variable, given) : defaults[name] + offset;
    if (port < 1 || port > 65_535)
      throw new StartError(`${variable} gives port ${port}; ports are 1 to 65535.`);
    const other = users.get(port);
    if (other) {
      throw new StartError(
        `${name} and ${other} would both use port ${port}. Change ${variable} or ${portVariable(other)}.`,
      );
    }
    users.set(port, name);
    return [name, port] as const;
  });
  return Object.fromEntries(entries) as Ports;
}

/** Below the ports that systems give to outgoing connections, so that none of those takes one before we listen. */
const testPorts = { first: 20_000, last: 32_000 } as const;

/** A set of ports that nobody uses right now, for tests and benchmarks that run beside other work. */
export async function freePorts(): Promise<Ports> {
  const names = Object.keys(defaults) as PortName[];
  const { first, last } = testPorts;
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const start = first + Math.floor(Math.random() * (last - first - names.length));
    const ports = names.map((_name, index) => start + index);
    const busy = await Promise.all(ports.map(isBusy));
    if (!busy.includes(true)) {
      return Object.fromEntries(names.map((name, index) => [name, ports[index]!])) as Ports;
    }
  }
  throw new StartError(`No ${names.length} free ports in a row between ${first} and ${last}.`);
}

/** A port that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = await listen(0);
  const port = portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Throws a StartError that names every port in use, who holds it and the variable that changes it. */
export async function requireFreePorts(ports: Partial<Ports>): Promise<void> {
  const checks = Object.entries(ports).map(async ([name, port]) => ({
    name,
    port,
    busy: await isBusy(port),
  }));
  const busy = (await Promise.all(checks)).filter((check) => check.busy);
  if (busy.length === 0) return;
  const lines = busy.map(({ name, port }) => {
    const holder = portHolder(port);
    const who = holder ? `process ${holder.pid} (${holder.command})` : 'another process';
    return `  port ${port} for ${name} is in use by ${who}; ${portVariable(name as PortName)} chooses another`;
  });
  throw new StartError(
    `Souk cannot start:\n${lines.join('\n')}\nEnd that process, or shift all ports at once: SOUK_PORT_OFFSET=100 npm start`,
  );
}

async function isBusy(port: number): Promise<boolean> {
  if (await accepts(port)) return true;
  try {
    const server = await listen(port);
    await new Promise((resolve) => server.close(resolve));
    return false;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EACCES')
      throw new StartError(`Port ${port} may not be used by this account; choose one above 1023.`);
    return code === 'EADDRINUSE';
  }
}

/** Some systems let us bind beside a server that listens on all addresses, so binding alone does not tell. */
function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: 500 });
    const answer = (busy: boolean): void => {
      socket.destroy();
      resolve(busy);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}

function listen(port: number): Promise<ReturnType<typeof createServer>> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

function portOf(server: ReturnType<typeof createServer>): number {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

function wholeNumber(variable: string, text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new StartError(`${variable}=${text} is not a whole number.`);
  return Number(text);
}
