import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentParameters, loadTrustedDocuments, TrustedDocuments } from './trusted-documents.ts';

const text = 'query A { a }';
const hash = createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: string): object => ({ persistedQuery: { version: 1, sha256Hash } });

const outcome = (trusted: TrustedDocuments, parameters: DocumentParameters): unknown => {
  try {
    return trusted.textOf(parameters);
  } catch (error) {
    return (error as { extensions: { code: string } }).extensions.code;
  }
};
const refused = 'PERSISTED_QUERY_NOT_IN_LIST';

describe('trusted documents', () => {
  const manifest = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: hash, name: 'A', type: 'query', body: text }],
  };

  test.each([
    ['by sha256: id', { documentId: `sha256:${hash}` }, text, text, text],
    ['by plain id', { documentId: hash }, text, text, text],
    ["by Apollo's hash", { extensions: persisted(hash) }, text, text, text],
    ['by their text', { query: text }, text, text, text],
    ['by hash with another text', { query: 'evil', extensions: persisted(hash) }, text, text, text],
    ['that are not listed', { query: '{ b }' }, '{ b }', '{ b }', refused],
    ['by an unknown id', { documentId: 'sha256:0' }, refused, refused, refused],
    ['by an unknown id beside a text', { documentId: 'x', query: '{ b }' }, refused, refused, refused],
    ['by an unknown hash', { extensions: persisted('0') }, undefined, undefined, refused],
    ['to be registered', { query: '{ b }', extensions: persisted('0') }, '{ b }', '{ b }', refused],
    ['by an inherited name', { documentId: 'constructor' }, refused, refused, refused],
    ['with a space too many', { query: `${text} ` }, `${text} `, `${text} `, refused],
    ['that are missing', {}, undefined, undefined, undefined],
    [
      'of a wrong type',
      { query: 7, documentId: {}, extensions: { persistedQuery: 'x' } },
      undefined,
      undefined,
      undefined,
    ],
  ])('%s', (_name, parameters, off, log, enforce) => {
    const outcomes = (['off', 'log', 'enforce'] as const).map((mode) => {
      const trusted = new TrustedDocuments(mode);
      trusted.add(manifest);
      return outcome(trusted, parameters);
    });
    expect(outcomes).toEqual([off, log, enforce]);
  });

  test('a list may be an object of documents by ids of its own', () => {
    const trusted = new TrustedDocuments('enforce');
    trusted.add({ 'A/1': text });
    for (const documentId of ['A/1', hash, `sha256:${hash}`])
      expect(outcome(trusted, { documentId })).toBe(text);
  });

  test('mode log tells of each document that is not listed', () => {
    const told: string[] = [];
    const trusted = new TrustedDocuments('log', (id) => told.push(id));
    trusted.add(manifest);
    trusted.textOf({ query: text });
    trusted.textOf({ query: '{ b }' });
    expect(told).toEqual([createHash('sha256').update('{ b }').digest('hex')]);
  });

  describe('are read from files', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'trusted-'));
    });
    afterAll(() => rm(folder, { recursive: true }));
    const write = async (name: string, content: string): Promise<string> => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };

    test('several together', async () => {
      const files = [await write('a.json', JSON.stringify(manifest)), await write('b.json', '{"b":"{ b }"}')];
      const trusted = await loadTrustedDocuments(files, 'enforce', () => {});
      expect(trusted.size).toBe(2);
      expect([...trusted.operationNames()]).toEqual(['A']);
      expect(outcome(trusted, { documentId: 'b' })).toBe('{ b }');
    });

    test.each([
      ['no JSON', '{'],
      ['no list', '{"a": 1}'],
      ['another version', JSON.stringify({ ...manifest, version: 2 })],
    ])('and refused when they hold %s', async (_name, content) => {
      const file = await write('bad.json', content);
      await expect(loadTrustedDocuments([file], 'enforce', () => {})).rejects.toThrow('bad.json');
    });

    test('which must be named when nothing else may run', async () => {
      await expect(loadTrustedDocuments([], 'enforce', () => {})).rejects.toThrow('TRUSTED_DOCUMENTS_FILE');
      expect((await loadTrustedDocuments([], 'off', () => {})).size).toBe(0);
    });
  });
});
