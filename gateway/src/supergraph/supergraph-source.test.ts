import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { listenOn } from '../testing/serve-subgraph.ts';
import { createSupergraphSource } from './create-supergraph-source.ts';
import type { SupergraphSource } from './supergraph-source.ts';

const settings = { SUPERGRAPH_FILE: '/nowhere/supergraph.graphql', MAX_SUPERGRAPH_BYTES: 1_000 };
const read = (source: SupergraphSource, timeoutMs = 5_000): Promise<string | undefined> =>
  source.read(AbortSignal.timeout(timeoutMs));

describe('a file', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-'));
    file = join(folder, 'supergraph.graphql');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('gives its text, then a change once it was seen twice, and never the same again', async () => {
    const source = createSupergraphSource({ ...settings, SUPERGRAPH_FILE: file });
    writeFileSync(file, 'one');
    expect([await read(source), await read(source)]).toEqual(['one', undefined]);
    writeFileSync(file, 'tw');
    expect(await read(source)).toBeUndefined();
    writeFileSync(file, 'two');
    expect([await read(source), await read(source), await read(source)]).toEqual([
      undefined,
      'two',
      undefined,
    ]);
  });

  test('that is missing or too large is refused', async () => {
    const source = createSupergraphSource({ ...settings, SUPERGRAPH_FILE: file });
    await expect(read(source)).rejects.toThrow('no such file');
    writeFileSync(file, 'x'.repeat(1_001));
    await expect(read(source)).rejects.toThrow('larger than 1000 bytes');
  });
});

describe('a URL', () => {
  let server: Server;
  let url: string;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  beforeEach(async () => {
    server = createServer((request, response) => answer(request, response));
    url = `http://127.0.0.1:${await listenOn(server, 0)}/supergraph?signature=secret`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const source = (token?: string): SupergraphSource =>
    createSupergraphSource({ ...settings, SUPERGRAPH_URL: url, SUPERGRAPH_URL_TOKEN: token });

  test('is asked with the token and the last ETag, and gives each text once', async () => {
    const asked: (string | undefined)[] = [];
    let text = 'one';
    answer = (request, response) => {
      asked.push(request.headers['if-none-match']);
      const etag = `"${text}"`;
      if (request.headers.authorization !== 'Bearer t') response.writeHead(401).end();
      else if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(text);
    };
    const polled = source('t');
    expect([await read(polled), await read(polled)]).toEqual(['one', undefined]);
    text = 'two';
    expect([await read(polled), await read(polled)]).toEqual(['two', undefined]);
    expect(asked).toEqual([undefined, '"one"', '"one"', '"two"']);
    await expect(read(source())).rejects.toThrow('it answered 401');
  });

  test('without ETags gives a text again only when it differs', async () => {
    answer = (_request, response) => response.end('one');
    const polled = source();
    expect([await read(polled), await read(polled)]).toEqual(['one', undefined]);
  });

  test('keeps signatures and passwords out of its name', () => {
    url = url.replace('http://', 'http://user:password@');
    expect(source().name).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/supergraph$/);
  });

  test.each<[string, typeof answer, string]>([
    [
      'moved',
      (_request, response) => response.writeHead(302, { location: 'http://x/' }).end(),
      'it answered 302',
    ],
    ['broken', (_request, response) => response.writeHead(503).end('down'), 'it answered 503'],
    ['too large', (_request, response) => response.end('x'.repeat(1_001)), 'larger than 1000 bytes'],
    [
      'cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half', () => response.destroy());
      },
      'other side closed',
    ],
    ['silent', () => {}, 'timeout'],
  ])('that is %s is refused', async (_name, how, message) => {
    answer = how;
    await expect(read(source(), 300)).rejects.toThrow(message);
  });
});

describe('an object in S3', () => {
  test('is read by key, again when it has changed, and refused when it is missing or too large', async () => {
    const endpoint = process.env.SOUK_TEST_AWS_ENDPOINT;
    process.env.AWS_ENDPOINT_URL_S3 = endpoint;
    const s3 = new S3Client({ endpoint, forcePathStyle: true });
    try {
      const Bucket = `supergraphs-${process.pid}`;
      const put = (Body: string) => s3.send(new PutObjectCommand({ Bucket, Key: 'live/shop.graphql', Body }));
      await s3.send(new CreateBucketCommand({ Bucket }));
      const source = createSupergraphSource({
        ...settings,
        SUPERGRAPH_URL: `s3://${Bucket}/live/shop.graphql`,
      });
      expect(source.name).toBe(`s3://${Bucket}/live/shop.graphql`);
      await expect(read(source)).rejects.toThrow(/exist|NoSuchKey/);
      await put('one');
      expect([await read(source), await read(source)]).toEqual(['one', undefined]);
      await put('two');
      expect([await read(source), await read(source)]).toEqual(['two', undefined]);
      await put('x'.repeat(1_001));
      await expect(read(source)).rejects.toThrow('larger than 1000 bytes');
    } finally {
      s3.destroy();
      delete process.env.AWS_ENDPOINT_URL_S3;
    }
  });
});
