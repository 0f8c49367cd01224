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
  let gateways: ComparedGateways | undefined;

  beforeAll(async () => {
    server = await startSubgraphServer();
    gateways = await compareGateways(server, 0, graphOfSdl(sdls));
  });

  /** Throws where the graph does not compose. */
  const composed = (): ComparedGateways => {
    if (!gateways) throw new Error(`${name} does not compose`);
    return gateways;
  };

  afterAll(async () => {
    await gateways?.stop();
    await server.stop();
  });

  test.each(operations)('%s is answered with the truth', async (query) => {
    const operation = comparedOperation(query, {});
    expect(validate(composed().supergraph.schema, operation.document)).toEqual([]);
    const truth = await composed().reference(operation);
    expect(JSON.stringify(truth.data)).toMatch(/[0-9t]/);
    expect((await composed().ours(operation)).data).toEqual(truth.data);
  });

  test('so are generated operations, or they are refused', async () => {
    const { schema } = composed().supergraph;
    const queries = arbitraryQuery(schema, { values: {}, narrowsWidened: true, misleadingAliases: true });
    const property = fc.asyncProperty(queries, async ({ query, variables }) => {
      const operation = comparedOperation(query, variables);
      fc.pre(validate(schema, operation.document, specifiedRules, { maxErrors: 1 }).length === 0);
      const truth = await composed().reference(operation);
      try {
        expect((await composed().ours(operation)).data).toEqual(truth.data);
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
      await expect(composed().ours(operation)).rejects.toEqual(notPlanned);
      const [truth, stock] = [await composed().reference(operation), await composed().stock?.(operation)];
      expect(stock?.data).not.toEqual(truth.data);
    });
  }
});
