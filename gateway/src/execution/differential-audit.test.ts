import fc from 'fast-check';
import { specifiedRules, validate } from 'graphql';
import { arbitraryQuery } from '../testing/arbitrary-query.ts';
import { auditGraphs } from '../testing/audit-graphs.ts';
import { type ComparedGateways, comparedOperation, compareGateways } from '../testing/compared-gateways.ts';
import { graphOfSdl } from '../testing/graph-of-sdl.ts';
import { type SubgraphServer, startSubgraphServer } from '../testing/subgraph-server.ts';

const seed = Number(process.env.DIFFERENTIAL_SEED ?? 20261121);
const runs = 25;
const notPlanned = expect.objectContaining({ extensions: { code: 'OPERATION_NOT_PLANNED' } });

describe.each(Object.entries(auditGraphs))('%s', (name, { sdls, operations, refused = [] }) => {
  let server: SubgraphServer;
  let gateways: ComparedGateways;

  beforeAll(async () => {
    server = await startSubgraphServer();
    const composed = await compareGateways(server, 0, graphOfSdl(sdls));
    if (!composed) throw new Error(`${name} does not compose`);
    gateways = composed;
  });

  afterAll(async () => {
    await gateways.stop();
    await server.stop();
  });

  test.each(operations)('%s is answered with the truth', async (query) => {
    const operation = comparedOperation(query, {});
    expect(validate(gateways.supergraph.schema, operation.document)).toEqual([]);
    const truth = await gateways.reference(operation);
    expect(JSON.stringify(truth.data)).toMatch(/[0-9t]/);
    expect((await gateways.ours(operation)).data).toEqual(truth.data);
  });

  test('so are generated operations, or they are refused', async () => {
    const { schema } = gateways.supergraph;
    const queries = arbitraryQuery(schema, { values: {}, narrowsWidened: true, misleadingAliases: true });
    const property = fc.asyncProperty(queries, async ({ query, variables }) => {
      const operation = comparedOperation(query, variables);
      fc.pre(validate(schema, operation.document, specifiedRules, { maxErrors: 1 }).length === 0);
      const truth = await gateways.reference(operation);
      try {
        expect((await gateways.ours(operation)).data).toEqual(truth.data);
      } catch (error) {
        if (refused.length === 0) throw error;
        expect(error).toEqual(notPlanned);
      }
    });
    await fc.assert(property, { numRuns: runs, seed });
  });

  if (refused.length > 0) {
    test.each(refused)('%s is refused, where Apollo answers wrongly', async (query) => {
      const operation = comparedOperation(query, {});
      await expect(gateways.ours(operation)).rejects.toEqual(notPlanned);
      const [truth, stock] = [await gateways.reference(operation), await gateways.stock?.(operation)];
      expect(stock?.data).not.toEqual(truth.data);
    });
  }
});
