import { readFileSync } from 'node:fs';
import { print } from 'graphql';
import { documentHash, documentParameters } from './document-id.ts';
import { CartDocument, NotificationReceivedDocument } from './generated/graphql.ts';
import { manifestFile, printManifest, trustedDocuments } from './trusted-documents.ts';

const { operations } = trustedDocuments();

test('the committed list is that of the documents the store sends', () => {
  expect(readFileSync(manifestFile, 'utf8')).toBe(printManifest(trustedDocuments()));
});

test('what the store sends by id is listed with its text', () => {
  const text = print(CartDocument);
  expect(documentParameters(text, true)).toEqual({ documentId: `sha256:${documentHash(text)}` });
  expect(operations.find(({ id }) => id === documentHash(text))).toMatchObject({
    name: 'Cart',
    type: 'query',
    body: text,
  });
  expect(documentParameters(text, false)).toEqual({ query: text });
});

test('what browsers subscribe to is listed with the __typename that Apollo Client adds', () => {
  const [name] = NotificationReceivedDocument.definitions.flatMap((definition) =>
    definition.kind === 'OperationDefinition' && definition.name ? [definition.name.value] : [],
  );
  const texts = operations.filter((operation) => operation.name === name).map(({ body }) => body);
  expect(texts).toHaveLength(2);
  expect(texts.filter((text) => text.includes('__typename'))).toHaveLength(1);
});

test('each document has one id', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  for (const { id, body } of operations) expect(id).toBe(documentHash(body));
});
