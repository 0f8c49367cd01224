import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { composeSubgraphs } from '../supergraph/compose.ts';

const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9",
  import: ["@key", "@authenticated", "@requiresScopes", "@policy", "@inaccessible", "@shareable", "@cost", "@listSize"])`;

const parcelsSdl = `${link}
  type Query { parcel(id: ID!): Parcel parcels: [Parcel!] slow: String secretCount: Int @authenticated
    page(first: Int! = 10): [Parcel!]! @listSize(slicingArguments: ["first"])
    report: String! @requiresScopes(scopes: [["reports:read"]]) bug: String known: String }
  type Mutation { send(id: ID!): Parcel crawl: String audit(id: ID!): Parcel @policy(policies: [["ADMIN"]]) claim: Int @authenticated @cost(weight: 100) }
  type Subscription { parcelMoved(id: ID!): Parcel ping: Int privateMoves: Parcel @authenticated }
  type Parcel @key(fields: "id") { id: ID! place: String! step: Int! owner: Person internal: String @inaccessible
    weight: Int @authenticated }
  type Person @key(fields: "id") { id: ID! }`;

const peopleSdl = `${link}
  type Query { person(id: ID!): Person }
  type Person @key(fields: "id") { id: ID! name: String salary: Int @requiresScopes(scopes: [["salary:read"]]) }`;

type Row = Record<string, unknown>;

/** Parcels that move and tell it to subscribers: a snapshot first, then each move. */
export class ParcelDepot {
  readonly steps = new Map<string, number>();
  private readonly wakers = new Set<() => void>();
  /** How many HTTP and live resolvers ran, by field. */
  readonly calls = new Map<string, number>();
  /** Resolves `slow` fields. */
  readonly release: (() => void)[] = [];

  /** Live subscriptions at the subgraph. */
  get subscribers(): number {
    return this.wakers.size;
  }

  move(id: string): void {
    this.steps.set(id, (this.steps.get(id) ?? 0) + 1);
    for (const wake of this.wakers) wake();
  }

  parcel(id: string): Row {
    const step = this.steps.get(id) ?? 0;
    return {
      __typename: 'Parcel',
      id,
      step,
      place: `place ${step}`,
      owner: { id: 'p1' },
      internal: 'hidden',
      weight: 7,
    };
  }

  count(field: string): void {
    this.calls.set(field, (this.calls.get(field) ?? 0) + 1);
  }

  /** Written by hand: a generator that waits cannot be ended from outside. */
  follow(id: string): AsyncIterableIterator<Row> {
    let told = -1;
    let isOver = false;
    let wake: () => void = () => {};
    const waker = (): void => wake();
    this.wakers.add(waker);
    return {
      next: async () => {
        for (;;) {
          if (isOver) return { done: true, value: undefined };
          const step = this.steps.get(id) ?? 0;
          if (step > told) {
            told = told < 0 ? step : told + 1;
            const parcel = { ...this.parcel(id), step: told, place: `place ${told}` };
            return { done: false, value: { parcelMoved: parcel, privateMoves: parcel } };
          }
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      },
      return: async () => {
        isOver = true;
        this.wakers.delete(waker);
        wake();
        return { done: true, value: undefined };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}

/** Two subgraphs: `parcels` with queries, mutations and subscriptions, `people` with what they are joined with. */
export function buildShopSchemas(depot: ParcelDepot): { parcels: GraphQLSchema; people: GraphQLSchema } {
  const parcels = buildSubgraphSchema([
    {
      typeDefs: parse(parcelsSdl),
      resolvers: {
        Query: {
          parcel: (_: unknown, { id }: Row) => depot.parcel(String(id)),
          parcels: () => [depot.parcel('a'), depot.parcel('b')],
          page: (_: unknown, { first }: Row) =>
            Array.from({ length: Math.min(3, Number(first)) }, (_item, n) => depot.parcel(String(n))),
          slow: () =>
            new Promise((resolve) => {
              depot.release.push(() => resolve('done'));
            }),
          secretCount: () => {
            depot.count('secretCount');
            return 3;
          },
          report: () => {
            depot.count('report');
            return 'figures';
          },
          bug: () => {
            throw new Error('SELECT password FROM users at db-1.internal');
          },
          known: () => {
            throw new GraphQLError('No such thing', { extensions: { code: 'NOT_FOUND', secret: 'x' } });
          },
        },
        Mutation: {
          send: (_: unknown, { id }: Row) => {
            depot.count('send');
            depot.move(String(id));
            return depot.parcel(String(id));
          },
          audit: (_: unknown, { id }: Row) => depot.parcel(String(id)),
          claim: () => 1,
          crawl: () =>
            new Promise((resolve) => {
              depot.release.push(() => resolve('done'));
            }),
        },
        Subscription: {
          parcelMoved: { subscribe: (_: unknown, { id }: Row) => depot.follow(String(id)) },
          privateMoves: { subscribe: () => depot.follow('private') },
          ping: {
            subscribe: async function* () {
              yield { ping: 1 };
            },
          },
        },
        Parcel: { __resolveReference: (row: Row) => depot.parcel(String(row.id)) },
      } as never,
    },
  ]);
  const people = buildSubgraphSchema([
    {
      typeDefs: parse(peopleSdl),
      resolvers: {
        Query: { person: (_: unknown, { id }: Row) => ({ id, name: 'Ann', salary: 10 }) },
        Person: { __resolveReference: (row: Row) => ({ ...row, name: 'Ann', salary: 10 }) },
      } as never,
    },
  ]);
  return { parcels, people };
}

export function composeShop(urls: { parcels: string; people: string }, extraSdl = ''): string {
  const { supergraphSdl, errors } = composeSubgraphs([
    { name: 'parcels', sdl: parcelsSdl + extraSdl, url: urls.parcels, file: 'parcels' },
    { name: 'people', sdl: peopleSdl, url: urls.people, file: 'people' },
  ]);
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}
