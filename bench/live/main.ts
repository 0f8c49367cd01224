import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../gateway/process.ts';
import { machineLine, watchCpu } from '../measure/cpu.ts';
import { percentiles } from '../measure/latency.ts';
import { say, table } from '../measure/report.ts';
import type { Benchmark } from '../run.ts';
import type { MemoryReport } from './memory-probe.ts';
import { Peer } from './processes.ts';
import type { PublisherCommand, PublisherReport } from './publisher.ts';
import type { ReadersCommand, ReadersReport } from './readers.ts';
import { composeTicks, queries } from './ticks.ts';

export const options = {
  readers: { default: 10_000, about: 'open subscriptions, a socket each' },
  rounds: { default: 30, about: 'events published to all of them, one after the other' },
  waves: { default: 0, about: 'times that as many subscriptions are opened and closed again' },
} satisfies Benchmark['options'];

/** Asked for, per open subscription and for one event to all readers. */
const targets = { kilobytes: 20, p99Ms: 500 };

type Workload = keyof typeof queries;
type Client = { readonly viewer: string; readonly token?: string };
type System = {
  readonly publisher: Peer<PublisherCommand, PublisherReport>;
  readonly gateway: Peer<string, MemoryReport>;
  readonly readers: Peer<ReadersCommand, ReadersReport>;
  readonly url: string;
  readonly tokenOf: (viewer: string) => string;
  stop(): Promise<void>;
};

/** Opens many subscriptions at one gateway process and measures memory, delivery and fan-out. */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  const input = given as { readers: number; rounds: number; waves: number };
  say(`live: ${input.readers} subscriptions, a socket each, at one gateway process; ${input.rounds} events`);
  say(`${machineLine()}; ${new Date().toISOString()}`);
  say();
  const figures: Record<string, Awaited<ReturnType<typeof measure>>> = {};
  for (const workload of ['public', 'viewers', 'joined'] as const) {
    figures[workload] = await measure(workload, input);
  }
  table(
    ['', 'asked', ...Object.keys(figures)],
    [
      row('RSS kB per subscription', `< ${targets.kilobytes}`, ({ rssKb }) => rssKb),
      row('heap kB per subscription', '', ({ heapKb }) => heapKb),
      row('RSS MB before, after', '', ({ rssMb }) => rssMb.join(', ')),
      row('one event to all: p50 ms', '', ({ latency }) => latency.p50),
      row('one event to all: p99 ms', `< ${targets.p99Ms}`, ({ latency }) => latency.p99),
      row('one event to all: max ms', '', ({ latency }) => latency.max),
      row('events delivered a second', '', ({ perSecond }) => perSecond),
      row('gateway CPU us per delivery', '', ({ cpuUs }) => cpuUs),
      row('subscriptions at the subgraph', '', ({ upstream }) => upstream.subscriptions),
      row('connections to the subgraph', '', ({ upstream }) => upstream.sockets),
      row('opened a second', '', ({ openedPerSecond }) => openedPerSecond),
    ],
  );
  const ok = (['public', 'viewers'] as const).every((workload) => {
    const { rssKb, latency, failed } = figures[workload]!;
    return rssKb < targets.kilobytes && latency.p99 < targets.p99Ms && failed === 0;
  });
  const soak = input.waves > 0 ? await runWaves(input) : undefined;
  return { ok: ok && (soak?.ok ?? true), figures: { ...figures, soak } };

  function row(
    name: string,
    asked: string,
    read: (figure: Awaited<ReturnType<typeof measure>>) => string | number,
  ): (string | number)[] {
    return [name, asked, ...Object.values(figures).map(read)];
  }
}

async function measure(workload: Workload, { readers, rounds }: { readers: number; rounds: number }) {
  const system = await start(readers);
  try {
    // A first wave, so that code is compiled and caches have their size before anything is compared.
    await open(system, workload, Math.min(500, readers), 'w');
    for (let round = 0; round < 20; round += 1) await publish(system);
    await close(system);
    const before = await memoryOf(system);
    const openingAt = performance.now();
    const failed = await open(system, workload, readers, 'v');
    const openedPerSecond = Math.round((1000 * readers) / (performance.now() - openingAt));
    const after = await memoryOf(system);
    await publish(system);
    const upstream = await countUpstream(system);
    const cpu = watchCpu(() => ({ gateway: system.gateway.pid }));
    const perRound: Extract<ReadersReport, { type: 'round' }>['latencies'][] = [];
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) perRound.push(await publish(system));
    const seconds = (performance.now() - startedAt) / 1000;
    const used = cpu();
    const kilobytes = (of: 'rss' | 'heapUsed'): number =>
      Math.round((10 * (after[of] - before[of])) / 1024 / readers) / 10;
    return {
      failed,
      rssKb: kilobytes('rss'),
      heapKb: kilobytes('heapUsed'),
      rssMb: [before.rss, after.rss].map((bytes) => Math.round(bytes / 1024 / 1024)),
      // Of all rounds: the median of the medians, the worst of the others.
      latency: {
        p50: percentiles(perRound.map(({ p50 }) => p50)).p50,
        p99: percentiles(perRound.map(({ p99 }) => p99)).max,
        max: percentiles(perRound.map(({ max }) => max)).max,
      },
      perSecond: Math.round((readers * rounds) / seconds),
      cpuUs: Math.round((1000 * (used.processes.gateway ?? 0)) / (readers * rounds)),
      stealPercent: used.stealPercent,
      upstream,
      openedPerSecond,
    };
  } finally {
    await system.stop();
  }
}

/** Opens and closes subscriptions again and again: the memory of a gateway must not grow with those it has had. */
async function runWaves({ readers, waves }: { readers: number; waves: number }) {
  const system = await start(readers);
  try {
    const heap: number[] = [];
    const rss: number[] = [];
    for (let wave = 0; wave < waves; wave += 1) {
      await open(system, wave % 2 === 0 ? 'viewers' : 'public', readers, `wave ${wave} `);
      await publish(system);
      await close(system);
      const { heapUsed, rss: resident } = await memoryOf(system);
      heap.push(Math.round(heapUsed / 1024 / 102.4) / 10);
      rss.push(Math.round(resident / 1024 / 1024));
    }
    const { subscriptions } = await countUpstream(system);
    say(`${waves} waves of ${readers} subscriptions; heap MB after each: ${heap.join(' ')}`);
    say(`RSS MB after each: ${rss.join(' ')}; left at the subgraph: ${subscriptions}`);
    say();
    const settled = heap.slice(Math.ceil(waves / 3));
    const growth = (settled.at(-1) ?? 0) - (settled[0] ?? 0);
    return { ok: subscriptions === 0 && growth < 10, heap, rss, subscriptions };
  } finally {
    await system.stop();
  }
}

async function open(system: System, workload: Workload, count: number, prefix: string): Promise<number> {
  const clients: Client[] = Array.from({ length: count }, (_, index) => {
    const viewer = `${prefix}${index}`;
    // Of the public workload every second reader is signed in: what they read is the same.
    const token = workload === 'public' && index % 2 === 0 ? undefined : system.tokenOf(viewer);
    return { viewer: workload === 'public' ? 'anonymous' : viewer, token };
  });
  const opened = system.readers.hear((report) => report.type === 'opened', 180_000);
  system.readers.tell({ type: 'open', url: system.url, query: queries[workload], clients });
  const { failed } = await opened;
  if (failed === count) throw new Error('no subscription could be opened');
  return failed;
}

async function close(system: System): Promise<void> {
  const closed = system.readers.hear((report) => report.type === 'closed');
  system.readers.tell({ type: 'close' });
  await closed;
}

async function publish(system: System): Promise<Extract<ReadersReport, { type: 'round' }>['latencies']> {
  const round = system.readers.hear((report) => report.type === 'round');
  system.publisher.tell({ type: 'publish' });
  return (await round).latencies;
}

async function countUpstream(system: System): Promise<{ subscriptions: number; sockets: number }> {
  const counted = system.publisher.hear((report) => report.type === 'counted');
  system.publisher.tell({ type: 'count' });
  const { subscriptions, sockets } = await counted;
  return { subscriptions, sockets };
}

async function memoryOf({ gateway }: System): Promise<MemoryReport> {
  const memory = gateway.hear((report): report is MemoryReport => 'rss' in report);
  gateway.tell('memory');
  return memory;
}

async function start(readers: number): Promise<System> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'bench', alg: 'EdDSA', use: 'sig' };
  const folder = await mkdtemp(join(tmpdir(), 'bench-live-'));
  const here = import.meta.dirname;
  const publisher: System['publisher'] = new Peer(join(here, 'publisher.ts'), {
    env: { BENCH_JWK: JSON.stringify(jwk) },
  });
  const { port: publisherPort } = await publisher.hear((report) => report.type === 'ready');
  const supergraphFile = join(folder, 'supergraph.graphql');
  await writeFile(supergraphFile, composeTicks(`http://127.0.0.1:${publisherPort}/graphql`));
  const port = await freePort();
  const gateway: System['gateway'] = new Peer(join(here, '../../gateway/src/main.ts'), {
    silent: true,
    execArgv: ['--expose-gc', '--import', join(here, 'memory-probe.ts')],
    env: {
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      PORT: String(port),
      SUPERGRAPH_FILE: supergraphFile,
      VIEWER_TOKEN_SECRET: 'a-secret-of-the-benchmark-only-01234567',
      AUTH_ISSUERS: JSON.stringify([
        {
          issuer: 'bench',
          jwksUrl: `http://127.0.0.1:${publisherPort}/jwks.json`,
          audience: 'bench',
          claims: ['sub', 'kind'],
        },
      ]),
      MAX_CONNECTIONS: String(2 * readers),
      MAX_CONNECTIONS_PER_ADDRESS: String(readers),
      MAX_SUBSCRIPTIONS_PER_VIEWER: String(readers),
    },
  });
  await untilReady(`http://127.0.0.1:${port}/readyz`);
  const readersPeer: System['readers'] = new Peer(join(here, 'readers.ts'), {});
  await readersPeer.hear((report) => report.type === 'ready');
  const exp = Math.floor(Date.now() / 1000) + 3_600;
  return {
    publisher,
    gateway,
    readers: readersPeer,
    url: `ws://127.0.0.1:${port}/graphql`,
    tokenOf: (viewer) => {
      const text = [
        { alg: 'EdDSA', kid: 'bench' },
        { iss: 'bench', aud: 'bench', sub: viewer, kind: 'user', exp },
      ]
        .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
        .join('.');
      return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
    },
    stop: async () => {
      await readersPeer.stop();
      await gateway.stop();
      await publisher.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const isReady = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > deadline) throw new Error('the gateway does not get ready');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
