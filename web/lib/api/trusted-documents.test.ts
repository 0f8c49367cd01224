import { readFileSync } from 'node:fs';
import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { print } from 'graphql';
import { EMPTY } from 'rxjs';
import { documentHash, documentParameters } from './document-id.ts';
import {
  CartDocument,
  MyOrdersDocument,
  NotificationReceivedDocument,
  NotificationsDocument,
} from './generated/graphql.ts';
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

test('what Apollo Client sends from browsers is listed, to the letter', async () => {
  const sent: string[] = [];
  const link = new ApolloLink((operation) => {
    sent.push(print(operation.query));
    return EMPTY;
  });
  // The policies of browser-client.ts; they do not change what is sent.
  const client = new ApolloClient({
    link,
    cache: new InMemoryCache({ typePolicies: { Money: { keyFields: false } } }),
  });
  client.subscribe({ query: NotificationReceivedDocument }).subscribe({ error: () => {} });
  // The link answers nothing, which is an error to whoever asks.
  await client.query({ query: NotificationsDocument, variables: { first: 5 } }).catch(() => {});
  await client.query({ query: MyOrdersDocument, variables: { first: 5 } }).catch(() => {});
  expect(sent).toHaveLength(3);
  for (const text of sent) expect(operations.some(({ body }) => body === text)).toBe(true);
  expect(sent.every((text) => text.includes('__typename'))).toBe(true);
});

test('each document has one id', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
  for (const { id, body } of operations) expect(id).toBe(documentHash(body));
});
