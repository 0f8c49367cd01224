import { composeSubgraphs } from '../../gateway/src/supergraph/compose.ts';

const link = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective", "@external"])
  @link(url: "https://bench.example/cacheControl/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT
enum CacheControlScope { PUBLIC PRIVATE }`;

const ticks = `${link}
type Query { ok: Boolean }
type Subscription {
  "The same for everybody."
  ticked: Tick @cacheControl(maxAge: 60, scope: PUBLIC)
  "Each viewer's own."
  myTicks: Tick @cacheControl(maxAge: 60, scope: PRIVATE)
}
type Tick @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! viewer: String round: Int sentAt: Float note: String }`;

const names = `${link}
type Query { okToo: Boolean }
type Tick @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! name: String }`;

/** What each client of a workload subscribes to. */
export const queries = {
  /** One stream for all, each event joined once with another subgraph. */
  public: 'subscription Ticked { ticked { id viewer round sentAt note name } }',
  /** A stream for each viewer. */
  viewers: 'subscription MyTicks { myTicks { id viewer round sentAt note } }',
  /** A stream for each viewer, each event of each joined with another subgraph. */
  joined: 'subscription MyJoinedTicks { myTicks { id viewer round sentAt note name } }',
} as const;

/** The supergraph of the benchmark: two subgraphs, served by one process. */
export function composeTicks(url: string): string {
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'ticks', sdl: ticks, url, file: 'ticks' },
    { name: 'names', sdl: names, url, file: 'names' },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}
