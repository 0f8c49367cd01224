import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listenOn } from '../testing/serve-subgraph.ts';
import { composeShop } from '../testing/shop-fixture.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';
import { loadSupergraph } from './load.ts';

const quickly = { SUPERGRAPH_POLL_INTERVAL_MS: '20' };
const anySdl = composeShop({ parcels: 'http://127.0.0.1:9/graphql', people: 'http://127.0.0.1:9/graphql' });

describe('a changed supergraph', () => {
  let shop: ShopGateway;
  beforeEach(async () => {
    shop = await startShopGateway({ ...quickly, MAX_SUPERGRAPH_BYTES: '50000' });
  });
  afterEach(() => shop.stop());
  const compose = (extraSdl = ''): string =>
    composeShop({ parcels: shop.parcels.url, people: shop.people.url }, extraSdl);
  const logged = (message: string): number => shop.logs.filter(({ msg }) => msg === message).length;
  const swap = async (sdl: string): Promise<void> => {
    const before = logged('new supergraph in use');
    await writeFile(shop.supergraphFile, sdl);
    await waitFor(() => logged('new supergraph in use') > before, 'the new supergraph');
  };

  test('takes over again and again while every request is answered', async () => {
    let isOver = false;
    let answered = 0;
    const failures: unknown[] = [];
    const client = async (): Promise<void> => {
      while (!isOver) {
        const { body, status } = await shop.post('query Load { parcels { id owner { name } } }');
        answered++;
        if (status !== 200 || body.errors) failures.push(body.errors ?? status);
      }
    };
    const clients = Array.from({ length: 4 }, client);
    for (let version = 1; version <= 12; version++) {
      const before = answered;
      await swap(compose(` extend type Parcel { version${version}: Int }`));
      await waitFor(() => answered > before + 4, 'requests between two swaps');
    }
    isOver = true;
    await Promise.all(clients);
    expect(failures).toEqual([]);
    const { body } = await shop.post('{ __type(name: "Parcel") { fields { name } } }');
    expect(JSON.stringify(body.data)).toContain('"version12"');
    const warm = shop.logs.findLast(({ msg }) => msg === 'new supergraph in use');
    expect(warm?.warmed).toBeGreaterThan(0);
  });

  test('knows the plans of operations that clients do not name', async () => {
    const planned = async (): Promise<string | undefined> => {
      const metrics = await (await fetch(shop.gateway.url.replace('graphql', 'metrics'))).text();
      return /^gateway_planning_duration_seconds_count \d+$/m.exec(metrics)?.[0];
    };
    const query = 'query Unnamed { parcels { id } }';
    expect((await shop.post(query)).status).toBe(200);
    await swap(compose(' extend type Parcel { warmed: Int }'));
    const before = await planned();
    expect((await shop.post(query)).status).toBe(200);
    expect(before).toBeDefined();
    expect(await planned()).toBe(before);
  });

  test('lets requests under way finish on the one they began with', async () => {
    const inFlight = shop.post('{ slow parcels { step } }');
    await waitFor(() => shop.depot.release.length === 1, 'the subgraph to be asked');
    await swap(compose().replace(/^\s*step: Int!.*$/m, ''));
    expect((await shop.post('{ parcels { step } }')).status).toBe(400);
    shop.depot.release[0]?.();
    expect((await inFlight).body).toEqual({ data: { slow: 'done', parcels: [{ step: 0 }, { step: 0 }] } });
  });

  test.each<[string, (good: string) => string, RegExp]>([
    ['broken', (good) => good.replace('type Query', 'type {'), /Syntax Error/],
    ['cut off', (good) => good.slice(0, good.length / 2), /Syntax Error|Unknown type|undefined/],
    ['empty', () => ' \n', /is empty/],
    ['no supergraph', () => 'type Query { a: Int }', /not a valid|core schema|supergraph/i],
    [
      'in need of a feature nobody here has',
      (good) =>
        good.replace('schema\n', 'schema\n  @link(url: "https://example.com/magic/v1.0", for: EXECUTION)\n'),
      /magic/,
    ],
  ])('that is %s is refused, once, and the old one stays', async (_name, spoil, reason) => {
    await writeFile(shop.supergraphFile, spoil(compose()));
    const refusal = await waitFor(
      () => shop.logs.find(({ msg }) => String(msg).startsWith('new supergraph refused')),
      'the refusal',
    );
    expect(JSON.stringify(refusal.err)).toMatch(reason);
    expect(await shop.post('{ parcel(id: "a") { id } }')).toMatchObject({ status: 200 });
    const metrics = await (await fetch(shop.gateway.url.replace('graphql', 'metrics'))).text();
    expect(metrics).toContain('gateway_supergraph_loads_total{outcome="refused"} 1');
    await swap(compose(' extend type Parcel { mended: Int }'));
    expect((await fetch(shop.gateway.url.replace('graphql', 'readyz'))).status).toBe(200);
  });

  test('that cannot be read is waited for, and the old one stays', async () => {
    await writeFile(shop.supergraphFile, `# ${'x'.repeat(50_000)}`);
    const complaint = (reason: string): unknown =>
      shop.logs.find(
        (line) =>
          String(line.msg).startsWith('supergraph source cannot be read') &&
          String(line.reason).includes(reason),
      );
    await waitFor(() => complaint('larger than 50000 bytes'), 'the complaint about its size');
    await swap(compose(' extend type Parcel { smaller: Int }'));
    await rm(shop.supergraphFile);
    await waitFor(() => complaint('no such file'), 'the complaint that it is gone');
    expect((await shop.post('{ parcel(id: "a") { id } }')).status).toBe(200);
    const metrics = await (await fetch(shop.gateway.url.replace('graphql', 'metrics'))).text();
    expect(metrics).toMatch(/gateway_supergraph_source_failures_total [1-9]/);
  });

  test('that is cut off at the end of any definition does not load', () => {
    const ends = [...anySdl.matchAll(/^\}\n(?=\n)/gm)].map((match) => match.index + 2);
    expect(ends.length).toBeGreaterThan(5);
    for (const end of ends) expect(() => loadSupergraph(anySdl.slice(0, end))).toThrow();
  });
});

describe('the first supergraph', () => {
  let server: Server;
  let url: string;
  let reply: string | undefined;
  let asked = 0;
  beforeEach(async () => {
    reply = undefined;
    asked = 0;
    server = createServer((_request, response) => {
      asked++;
      if (reply === undefined) response.writeHead(503).end();
      else response.end(reply);
    });
    url = `http://127.0.0.1:${await listenOn(server, 0)}/supergraph`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const start = (environment: Record<string, string>): Promise<ShopGateway> =>
    startShopGateway({ SUPERGRAPH_FILE: '', SUPERGRAPH_URL: url, ...quickly, ...environment });

  test('is asked for again while its source is away at the start', async () => {
    const starting = start({});
    await waitFor(() => asked >= 2, 'a second try');
    reply = anySdl;
    const shop = await starting;
    expect((await shop.post('{ __typename }')).status).toBe(200);
    await shop.stop();
  });

  test('that stays away ends the start with the reason', async () => {
    await expect(start({ SUPERGRAPH_START_TIMEOUT_MS: '300' })).rejects.toThrow(
      `The supergraph cannot be read from ${url}: it answered 503`,
    );
  });

  test('that stays away or is bad is replaced by the last good copy', async () => {
    reply = anySdl;
    const folder = await mkdtemp(join(tmpdir(), 'last-good-'));
    const SUPERGRAPH_LAST_GOOD_FILE = join(folder, 'copy.graphql');
    await (await start({ SUPERGRAPH_LAST_GOOD_FILE })).stop();
    expect(await readFile(SUPERGRAPH_LAST_GOOD_FILE, 'utf8')).toBe(anySdl);
    for (const bad of [undefined, 'type {']) {
      reply = bad;
      const shop = await start({ SUPERGRAPH_LAST_GOOD_FILE, SUPERGRAPH_START_TIMEOUT_MS: '100' });
      expect((await shop.post('{ __typename }')).status).toBe(200);
      expect(shop.logs.some(({ msg }) => msg === 'started from the last good copy')).toBe(true);
      await shop.stop();
    }
    await rm(folder, { recursive: true });
  });
});
