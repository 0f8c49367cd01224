import { readConfig } from '../config.ts';
import { composeSubgraphs } from './compose.ts';
import { loadSupergraph } from './load.ts';

describe('the URLs of subgraphs', () => {
  test.each([
    ['orders', 'SUBGRAPH_URL_ORDERS'],
    ['Orders', 'SUBGRAPH_URL_ORDERS'],
    ['back-office.orders', 'SUBGRAPH_URL_BACK_OFFICE_ORDERS'],
    ['v2_Orders', 'SUBGRAPH_URL_V2_ORDERS'],
  ])('of %s can be set by %s', (name, variable) => {
    const { supergraphSdl = '' } = composeSubgraphs([
      { name, sdl: 'type Query { orders: Int }', url: 'http://one.example/graphql', file: name },
    ]);
    const urlsIn = (environment: Record<string, string>): unknown =>
      loadSupergraph(supergraphSdl, readConfig(environment).subgraphUrls).subgraphs;
    expect(urlsIn({})).toEqual([{ name, url: 'http://one.example/graphql' }]);
    expect(urlsIn({ [variable]: 'http://two.example/graphql' })).toEqual([
      { name, url: 'http://two.example/graphql' },
    ]);
  });
});
