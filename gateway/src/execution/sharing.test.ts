import type { ServerResponse } from 'node:http';
import { parse } from 'graphql';
import { decodeJwt } from 'jose';
import { anonymousViewer, type Viewer } from '../security/viewer.ts';
import { loadSupergraph } from '../supergraph/load.ts';
import { type ServedSubgraph, serveSubgraph } from '../testing/serve-subgraph.ts';
import { buildShopSchemas, composeShop, ParcelDepot } from '../testing/shop-fixture.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';
import { Cancellation } from './cancellation.ts';
import { Engine, type EngineRequest } from './engine.ts';
import { SharingEpoch } from './in-flight.ts';
import { SubgraphClient, subgraphClientDefaults } from './subgraph-client.ts';

/** A request that a subgraph has received and not answered yet. */
interface Held {
  readonly body: string;
  readonly response: ServerResponse;
}

const viewerOf = (subject: string): Viewer => ({
  ...anonymousViewer,
  kind: 'user',
  subject,
  identity: subject,
});

describe('equal queries under way', () => {
  const held: Held[] = [];
  let parcels: ServedSubgraph;
  let client: SubgraphClient;
  let engine: Engine;

  beforeEach(async () => {
    const schemas = buildShopSchemas(new ParcelDepot());
    parcels = await serveSubgraph(schemas.parcels, {
      intercept: (body, response) => held.push({ body, response }) > 0,
    });
    const supergraph = loadSupergraph(composeShop({ parcels: parcels.url, people: parcels.url }));
    const sharing = new SharingEpoch();
    client = new SubgraphClient(
      { name: 'parcels', url: parcels.url },
      { ...subgraphClientDefaults, sharing },
    );
    engine = new Engine(
      supergraph,
      {
        types: supergraph.types,
        errorPolicy: { clientCodes: new Set() },
        onFailure: () => {},
        transportOf: () => client,
      },
      { maxOperations: 10, maxDocumentCharacters: 100_000, sharing },
    );
  });
  afterEach(async () => {
    for (const { response } of held.splice(0)) response.destroy();
    await client.close();
    await parcels.stop();
  });

  const ask = (query: string, request: Partial<EngineRequest> = {}) =>
    engine.execute({
      document: parse(query),
      documentKey: query,
      operationName: undefined,
      variables: undefined,
      viewer: viewerOf('ann'),
      ...request,
      scope: {
        headers: { 'x-viewer-token': 'ann' },
        cancellation: new Cancellation(),
        ...request.scope,
      },
    });
  const scope = (headers: Record<string, string>) => ({
    scope: { headers, cancellation: new Cancellation() },
  });
  const receive = (count: number) =>
    waitFor(() => held.length >= count && held, `${count} requests at the subgraph`);
  const answer = ({ response }: Held, data: object): void => {
    response.end(JSON.stringify({ data }));
  };

  test('are run once, whatever their correlation ids', async () => {
    const query = '{ parcels { id } }';
    const answers = [
      ask(query, scope({ 'x-viewer-token': 'ann', 'x-correlation-id': 'c1' })),
      ask(query, scope({ 'x-viewer-token': 'ann', 'x-correlation-id': 'c2' })),
    ];
    const [only] = await receive(1);
    answer(only as Held, { parcels: [{ id: 'a' }] });
    for (const { dataText } of await Promise.all(answers)) expect(dataText).toBe('{"parcels":[{"id":"a"}]}');
    expect(held).toHaveLength(1);
  });

  test('share a request to a subgraph where only part of them is equal, and each merges its own copy', async () => {
    const answers = [ask('query One { parcels { id } }'), ask('query Two { parcels { id } }')];
    const requests = await receive(2);
    // Operation names tell the plans' requests apart; the client itself is asked for what is equal.
    for (const request of requests) answer(request, { parcels: [] });
    await Promise.all(answers);
    const send = () =>
      client.send({
        body: '{"query":"{ parcels { id } }"}',
        repeatable: true,
        scope: { headers: {}, cancellation: new Cancellation(), mayShare: true },
      });
    const shared = [send(), send()];
    const third = (await receive(3))[2] as Held;
    answer(third, { parcels: [{ id: 'a' }] });
    const [one, two] = await Promise.all(shared);
    expect(one).toEqual(two);
    expect(one?.data?.parcels).not.toBe(two?.data?.parcels);
    expect(held).toHaveLength(3);
  });

  const query = 'query A($id: ID! = "x") { parcel(id: $id) { id } } query B { parcels { id } }';
  test.each<[string, Partial<EngineRequest>]>([
    ['another viewer', { viewer: viewerOf('bob'), ...scope({ 'x-viewer-token': 'bob' }) }],
    ['another viewer token', scope({ 'x-viewer-token': 'bob' })],
    ['another forwarded header', scope({ 'x-viewer-token': 'ann', 'x-tenant': '2' })],
    ['other variables', { variables: { id: 'y' } }],
    ['another operation of the document', { operationName: 'B' }],
  ])('are run each on its own with %s', async (_what, other) => {
    const first = ask(query, { operationName: 'A' });
    const second = ask(query, { operationName: 'A', ...other });
    for (const request of await receive(2)) {
      const isB = request.body.includes('parcels');
      answer(request, isB ? { parcels: [] } : { parcel: { id: 'p' } });
    }
    await Promise.all([first, second]);
    expect(held).toHaveLength(2);
  });

  test('mutations are never shared, and what starts after one joins nothing from before it', async () => {
    const before = ask('{ parcels { id } }');
    await receive(1);
    const mutations = [
      ask('mutation { send(id: "a") { step } }'),
      ask('mutation { send(id: "a") { step } }'),
    ];
    for (const request of (await receive(3)).slice(1)) answer(request, { send: { step: 1 } });
    await Promise.all(mutations);
    const after = ask('{ parcels { id } }');
    const requests = await receive(4);
    answer(requests[3] as Held, { parcels: [{ id: 'new' }] });
    expect((await after).dataText).toBe('{"parcels":[{"id":"new"}]}');
    answer(requests[0] as Held, { parcels: [{ id: 'old' }] });
    expect((await before).dataText).toBe('{"parcels":[{"id":"old"}]}');
  });

  test('go on when the client that began leaves, and stop when all have left', async () => {
    const leaving = new Cancellation();
    const headers = { 'x-viewer-token': 'ann' };
    void ask('{ parcels { id } }', { scope: { headers, cancellation: leaving } });
    const staying = ask('{ parcels { id } }');
    const [request] = await receive(1);
    leaving.cancel();
    answer(request as Held, { parcels: [] });
    expect((await staying).errors).toEqual([]);

    const alone = new Cancellation();
    void ask('{ parcels { id } }', { scope: { headers, cancellation: alone } });
    const second = (await receive(2))[1] as Held;
    alone.cancel();
    await waitFor(() => second.response.destroyed, 'the request to be given up');
  });
});

describe('a gateway with many viewers', () => {
  const held: Held[] = [];
  let shop: ShopGateway;
  beforeAll(async () => {
    shop = await startShopGateway(
      { FORWARD_HEADERS: 'x-tenant' },
      { parcels: { intercept: (body, response) => held.push({ body, response }) > 0 } },
    );
  });
  afterAll(() => shop.stop());
  beforeEach(() => {
    held.length = 0;
  });

  const bearer = async (sub: string): Promise<string> => `Bearer ${await shop.issuer.sign({ sub })}`;

  test('gives each of two viewers what the subgraph said for them', async () => {
    const ask = async (sub: string) =>
      shop.post('{ parcels { id } }', { headers: { authorization: await bearer(sub) } });
    const answers = ['ann', 'bob'].map(ask);
    await waitFor(() => held.length === 2, 'both requests at the subgraph');
    for (const { response } of held) {
      const { sub } = decodeJwt(String(response.req.headers['x-viewer-token']));
      response.end(JSON.stringify({ data: { parcels: [{ id: `of ${sub}` }] } }));
    }
    expect((await Promise.all(answers)).map(({ body }) => body.data)).toEqual([
      { parcels: [{ id: 'of ann' }] },
      { parcels: [{ id: 'of bob' }] },
    ]);
  });

  test('gives each of two tenants of one viewer what the subgraph said for it', async () => {
    const authorization = await bearer('ann');
    const answers = ['1', '2'].map((tenant) =>
      shop.post('{ parcels { id } }', { headers: { authorization, 'x-tenant': tenant } }),
    );
    await waitFor(() => held.length === 2, 'both requests at the subgraph');
    for (const { response } of held) {
      response.end(
        JSON.stringify({ data: { parcels: [{ id: `tenant ${response.req.headers['x-tenant']}` }] } }),
      );
    }
    expect((await Promise.all(answers)).map(({ body }) => body.data)).toEqual([
      { parcels: [{ id: 'tenant 1' }] },
      { parcels: [{ id: 'tenant 2' }] },
    ]);
  });
});
