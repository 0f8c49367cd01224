import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RawClient } from '../testing/raw-ws-client.ts';
import { type ShopGateway, startShopGateway } from '../testing/shop-gateway.ts';
import { waitFor } from '../testing/wait-for.ts';
import { sha256 } from './trusted-documents.ts';

const query = 'query Parcel($id: ID!) { parcel(id: $id) { id } }';
const mutation = 'mutation { send(id: "m") { id } }';
const subscription = 'subscription { ping }';
const answer = { data: { parcel: { id: 'a' } } };
const variables = { id: 'a' };
const refusal = 'PERSISTED_QUERY_NOT_IN_LIST';
const persisted = (text: string): object => ({ persistedQuery: { version: 1, sha256Hash: sha256(text) } });

describe('where only trusted documents run', () => {
  let shop: ShopGateway;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trusted-'));
    const operations = [query, mutation, subscription].map((body) => ({
      id: sha256(body),
      name: 'X',
      type: 'query',
      body,
    }));
    const file = join(folder, 'documents.json');
    await writeFile(
      file,
      JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
    );
    shop = await startShopGateway({ TRUSTED_DOCUMENTS_FILE: file, TRUSTED_DOCUMENTS_MODE: 'enforce' });
  });
  afterAll(async () => {
    await shop.stop();
    await rm(folder, { recursive: true });
  });
  const asked = (): number => shop.parcels.requests.length;
  const json = { 'content-type': 'application/json' };
  const send = async (init: RequestInit & { search?: string }): Promise<{ status: number; text: string }> => {
    const response = await fetch(shop.gateway.url + (init.search ?? ''), init);
    return { status: response.status, text: await response.text() };
  };
  const post = (body: object, headers: Record<string, string> = json) =>
    send({ method: 'POST', headers, body: JSON.stringify(body) });
  const get = (parameters: Record<string, string>, headers: Record<string, string>) =>
    send({ search: `?${new URLSearchParams(parameters)}`, headers });
  const preflight = { 'apollo-require-preflight': 'true' };
  const events = { accept: 'text/event-stream' };

  test.each([
    ['the id of GraphQL over HTTP', { documentId: `sha256:${sha256(query)}` }],
    ["Apollo's hash", { extensions: persisted(query) }],
    ['the text itself', { query }],
  ])('HTTP takes %s, by POST and GET', async (_name, named) => {
    expect(JSON.parse((await post({ ...named, variables })).text)).toEqual(answer);
    const search = Object.fromEntries(
      Object.entries({ ...named, variables }).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    expect(JSON.parse((await get(search, preflight)).text)).toEqual(answer);
  });

  test('a GET by id is still no way around the protection of cookies, nor for mutations', async () => {
    const id = { documentId: sha256(query), variables: '{"id":"a"}' };
    expect((await get(id, {})).status).toBe(400);
    expect((await get({ documentId: sha256(mutation) }, preflight)).status).toBe(405);
  });

  test.each([
    ['an unknown text', { query: '{ parcel(id: "a") { id place } }' }],
    ['introspection', { query: '{ __schema { types { name } } }' }],
    ['an unknown id', { documentId: 'sha256:00' }],
    ['an unknown hash', { extensions: persisted('{ known }') }],
    ['a new text under its hash', { query: '{ known }', extensions: persisted('{ known }') }],
  ])('%s is refused on every transport, and no subgraph is asked', async (_name, body) => {
    const before = asked();
    const plain = await post(body);
    expect([plain.status, JSON.parse(plain.text).errors[0].extensions.code]).toEqual([400, refusal]);
    const stream = await post(body, { ...json, ...events });
    expect([stream.status, JSON.parse(stream.text).errors[0].extensions.code]).toEqual([400, refusal]);
    const search = Object.fromEntries(
      Object.entries(body).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : JSON.stringify(value),
      ]),
    );
    const byGet = await get(search, preflight);
    expect([byGet.status, JSON.parse(byGet.text).errors[0].extensions.code]).toEqual([400, refusal]);
    const raw = await new RawClient(shop.gateway.url).init();
    raw.subscribe('1', body);
    await waitFor(() => raw.of('1').length > 0, 'the refusal');
    expect(raw.of('1')).toEqual([
      { id: '1', type: 'error', payload: [expect.objectContaining({ extensions: { code: refusal } })] },
    ]);
    raw.socket.terminate();
    expect(asked()).toBe(before);
  });

  test('WebSocket and event streams take ids, hashes and texts, for queries and subscriptions', async () => {
    const raw = await new RawClient(shop.gateway.url).init();
    raw.subscribe('id', { documentId: `sha256:${sha256(query)}`, variables });
    raw.subscribe('hash', { extensions: persisted(subscription) });
    raw.subscribe('text', { query: subscription });
    await waitFor(() => ['id', 'hash', 'text'].every((id) => raw.of(id).length === 2), 'the answers');
    expect(['id', 'hash', 'text'].map((id) => raw.of(id)[0]?.payload)).toEqual([
      answer,
      { data: { ping: 1 } },
      { data: { ping: 1 } },
    ]);
    raw.socket.terminate();
    const streamed = await post({ documentId: sha256(subscription) }, { ...json, ...events });
    expect(streamed.text).toContain('{"data":{"ping":1}}');
    const byGet = await get({ documentId: sha256(query), variables: '{"id":"a"}' }, events);
    expect(byGet.text).toContain(JSON.stringify(answer));
  });
});

describe('where untrusted documents are only told of', () => {
  test('they run, and the log names each by its hash', async () => {
    const shop = await startShopGateway({ TRUSTED_DOCUMENTS_MODE: 'log' });
    try {
      expect((await shop.post(query, { variables })).body).toEqual(answer);
      const told = shop.logs.find(({ documentId }) => documentId === sha256(query));
      expect(told).toMatchObject({ msg: 'a document that is not trusted' });
    } finally {
      await shop.stop();
    }
  });
});
