import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchema } from 'graphql';
import { z } from 'zod';

const acceptedSchema = z.strictObject({
  /** Commit, tag or branch whose API clients have today: the last release. A release moves it and empties the list. */
  base: z.string().min(1),
  accepted: z.array(
    z.strictObject({
      /** As the check prints them. */
      change: z.string().min(1),
      path: z.string().min(1),
      reason: z.string().min(1),
    }),
  ),
});

/** The base that the API is compared with, and the breaking changes since that were meant. */
export type SchemaChanges = z.infer<typeof acceptedSchema>;

/** One change between two versions of an API. */
export interface SchemaChange {
  /** Kind of change, such as `FIELD_REMOVED`. */
  readonly change: string;
  readonly path: string;
  readonly message: string;
}

export interface ChangeReport {
  /** Break clients, and nobody accepted them. */
  readonly breaking: readonly SchemaChange[];
  readonly accepted: readonly (SchemaChange & { readonly reason: string })[];
  /** Can break clients that do not expect them, such as a new value of an enum. */
  readonly dangerous: readonly SchemaChange[];
  /** Accepted, yet not made: leftovers that would hide a later change. */
  readonly unused: readonly SchemaChanges['accepted'][number][];
}

/** Reads a `schema-changes.json`. Throws what is wrong with it. */
export function parseSchemaChanges(text: string): SchemaChanges {
  return acceptedSchema.parse(JSON.parse(text));
}

/** Compares what clients see, then and now, by the rules of GraphQL Inspector. Throws when either does not parse. */
export async function compareApis(
  before: string,
  after: string,
  accepted: SchemaChanges['accepted'],
): Promise<ChangeReport> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const ofLevel = (level: CriticalityLevel): SchemaChange[] =>
    changes
      .filter(({ criticality }) => criticality.level === level)
      .map(({ type, path, message }) => ({ change: String(type), path: path ?? '', message }));
  const breaking: SchemaChange[] = [];
  const meant: (SchemaChange & { reason: string })[] = [];
  const used = new Set<SchemaChanges['accepted'][number]>();
  for (const found of ofLevel(CriticalityLevel.Breaking)) {
    const entry = accepted.find(({ change, path }) => change === found.change && path === found.path);
    if (entry === undefined) {
      breaking.push(found);
    } else {
      used.add(entry);
      meant.push({ ...found, reason: entry.reason });
    }
  }
  return {
    breaking,
    accepted: meant,
    dangerous: ofLevel(CriticalityLevel.Dangerous),
    unused: accepted.filter((entry) => !used.has(entry)),
  };
}
