import { codedError } from './errors.ts';

/** Arguments of a Relay connection. */
export type PageArguments = {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly last?: number | null | undefined;
  readonly before?: string | null | undefined;
};

/** A page to read: `limit` rows beyond a position, towards the end or the start of the list. */
export type Page = {
  readonly limit: number;
  readonly direction: 'forward' | 'backward';
  /** Sort key values of the row to start beyond; absent at an end of the list. */
  readonly position: readonly unknown[] | undefined;
};

export type Connection<Node> = {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
};

const defaultLimit = 20;
const maximumLimit = 100;

/**
 * The page that connection arguments ask for.
 *
 * @throws GraphQLError BAD_USER_INPUT on sizes outside 1 to 100, both directions at once, or a cursor that is not ours
 */
export function parsePage(args: PageArguments): Page {
  const { first, last } = args;
  if (first != null && last != null) throw codedError('BAD_USER_INPUT', 'Give `first` or `last`, not both.');
  const backward = last != null || (first == null && args.before != null);
  const limit = (backward ? last : first) ?? defaultLimit;
  if (limit < 1 || limit > maximumLimit) {
    throw codedError('BAD_USER_INPUT', `A page has 1 to ${maximumLimit} items, not ${limit}.`);
  }
  const cursor = backward ? args.before : args.after;
  return {
    limit,
    direction: backward ? 'backward' : 'forward',
    position: cursor == null ? undefined : decodeCursor(cursor),
  };
}

/** An opaque cursor of a row's sort key values. */
export function encodeCursor(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function decodeCursor(cursor: string): unknown[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(position) && position.every((value) => value === null || typeof value !== 'object')) {
      return position;
    }
  } catch {
    // Falls through: whatever is wrong with it, it is not a cursor of ours.
  }
  throw codedError('BAD_USER_INPUT', 'The cursor is not one of ours.');
}

/**
 * The connection of the rows read for a page.
 *
 * @param found up to `limit + 1` rows in reading order: the extra one tells whether there are more
 * @param positionOf sort key values of a row, the id last
 */
export function toConnection<Row, Node = Row>(
  page: Page,
  found: readonly Row[],
  positionOf: (row: Row) => readonly unknown[],
  toNode: (row: Row) => Node = (row) => row as unknown as Node,
): Connection<Node> {
  const more = found.length > page.limit;
  const inPage = found.slice(0, page.limit);
  if (page.direction === 'backward') inPage.reverse();
  const edges = inPage.map((row) => ({ cursor: encodeCursor(positionOf(row)), node: toNode(row) }));
  const beyondStart = page.position !== undefined;
  return {
    edges,
    pageInfo: {
      hasNextPage: page.direction === 'forward' ? more : beyondStart,
      hasPreviousPage: page.direction === 'backward' ? more : beyondStart,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
