import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSchema, getOperationAST, parse, specifiedRules, validate } from 'graphql';
import { CostModel } from '../src/security/cost-model.ts';
import { CostRules } from '../src/security/cost-rules.ts';
import { OperationGate } from '../src/security/operation-limits.ts';
import { TrustedDocuments } from '../src/security/trusted-documents.ts';

const read = (file: string): string => readFileSync(resolve(import.meta.dirname, '..', file), 'utf8');
const list = JSON.parse(read('trusted-documents.json')) as {
  operations: { id: string; name: string; body: string }[];
};
const schema = buildSchema(read('schema.graphql'));
const rules = new CostRules(parse(read('supergraph.graphql')));
const model = new CostModel(schema, rules, { assumedListSize: 10, maxPageSize: 1_000 });
const gate = new OperationGate({
  depth: 15,
  aliases: 50,
  rootFields: 20,
  directives: 50,
  tokens: 8_000,
  fields: 5_000,
});

/** As docker-compose.yml sets them. */
const maxCost = 20_000;
const perViewer = 200_000;
/** Pages, each with everything on it, that one visitor may open in a minute without a thought of limits. */
const pagesPerMinute = 120;

describe('the documents of the shop', () => {
  test.each(list.operations.map(({ name, id, body }) => [`${name} ${id.slice(0, 8)}`, body]))(
    '%s fits the supergraph and the default limits',
    (_name, body) => {
      expect(validate(schema, gate.check(body), specifiedRules)).toEqual([]);
    },
  );

  test('none costs more than one operation may, with the largest page that a subgraph gives', () => {
    for (const { name, body } of list.operations)
      expect([name, model.estimate(parse(body), name, { first: 100 }) <= maxCost]).toEqual([name, true]);
  });

  test('a visitor who opens two full pages a second is never refused', () => {
    const cost = (name: string, variables = {}): number => {
      const body = list.operations.find((operation) => operation.name === name)?.body;
      if (body === undefined) throw new Error(`The store sends no ${name}`);
      return model.estimate(parse(body), name, variables);
    };
    const onEveryPage =
      cost('Viewer') + cost('Cart') + cost('Categories') + cost('Notifications', { first: 10 });
    const pages = {
      catalogue: cost('Catalogue', { first: 24 }),
      product: cost('ProductPage') + cost('RelatedProducts') + cost('ProductReviews', { first: 10 }),
      orders: cost('MyOrders', { first: 10 }),
      order: cost('Order'),
      office: cost('AdminOrders', { first: 25 }),
    };
    for (const [page, own] of Object.entries(pages))
      expect([page, (own + onEveryPage) * pagesPerMinute <= perViewer]).toEqual([page, true]);
  });

  test('each is found by the id that the store sends', () => {
    const trusted = new TrustedDocuments('enforce');
    trusted.add(list);
    for (const { id, body } of list.operations) {
      expect(trusted.textOf({ documentId: `sha256:${id}` })).toBe(body);
      expect(getOperationAST(parse(body))).toBeTruthy();
    }
  });
});
