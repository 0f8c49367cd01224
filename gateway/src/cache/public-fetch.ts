import { hash } from 'node:crypto';
import { isJsonObject } from '../execution/json.ts';
import type { CacheEntry, CacheReading, CacheStore, InvalidationMark } from './cache-store.ts';
import { entityTag, tagsIn, typeTag } from './tagged-operation.ts';

/** Longer than this a representation's or variables' text is replaced by its hash in a key. */
const longestKeyText = 120;
/** An answer about more entities is not kept: reading it back would cost more than asking again. */
const maxTags = 500;

export interface PublicFetchOptions {
  readonly service: string;
  /** With what is needed to know its entities. */
  readonly operation: string;
  /** Longest age in seconds that the schema allows. */
  readonly maxAgeSeconds: number;
  readonly variableUsages: readonly string[];
  /** Types of entities that may be in its answers and can be invalidated. */
  readonly types: readonly string[];
  /** Key fields of these and all other types that can be invalidated. */
  readonly keyFields: ReadonlyMap<string, string>;
  /** Changes with the subgraph's schema. */
  readonly schemaHash: string;
  readonly store: CacheStore;
  readonly observe: (reading: { service: string; hits: number; misses: number }) => void;
  /** Told when the subgraph refused to answer an anonymous viewer. */
  readonly onRefused: () => void;
}

/** What the cache has for one run of a fetch, and where the rest goes. */
export interface PublicReading {
  /** For each representation its entity, for a root fetch the one object with its data; undefined where it is missing. */
  readonly values: readonly unknown[];
  /** Indices of what is missing. */
  readonly missing: readonly number[];
  /** How long everything found stays fresh. */
  readonly freshMs: number;
  readonly mark: InvalidationMark;
  /** Whether no string in what was found needs escaping in JSON. */
  readonly isPlain: boolean;
  /** Keeps what was fetched for the missing ones, in their order. */
  keep(values: readonly unknown[], freshMs: number): void;
}

/** A fetch of public data only, compiled: its answers may be kept, entity by entity, and given to anybody. */
export class PublicFetch {
  readonly service: string;
  readonly operation: string;
  readonly maxAgeMs: number;
  readonly onRefused: () => void;
  private readonly options: PublicFetchOptions;
  private readonly prefix: string;
  private readonly typeTags: readonly string[];

  constructor(options: PublicFetchOptions) {
    this.options = options;
    this.onRefused = options.onRefused;
    this.service = options.service;
    this.operation = options.operation;
    this.maxAgeMs = options.maxAgeSeconds * 1_000;
    this.typeTags = options.types.map(typeTag);
    const text = JSON.stringify([options.service, options.schemaHash, options.operation]);
    this.prefix = hash('sha256', text, 'base64url').slice(0, 22);
  }

  /** Reads entities by the text of their representations, or without any the data of a root fetch. */
  read(
    variables: Readonly<Record<string, unknown>>,
    representations: readonly string[] | undefined,
    variant: string,
  ): PublicReading | Promise<PublicReading> {
    const base = `${this.prefix}:${this.variablesKey(variables)}:${shortened(variant)}`;
    const keys = representations ? representations.map((text) => `${base}:${shortened(text)}`) : [base];
    const reading = this.options.store.read(keys);
    const use = (read: CacheReading): PublicReading => this.toReading(keys, representations, read);
    return reading instanceof Promise ? reading.then(use) : use(reading);
  }

  private toReading(
    keys: readonly string[],
    representations: readonly string[] | undefined,
    { found, mark }: CacheReading,
  ): PublicReading {
    let texts = '';
    let freshMs = Number.POSITIVE_INFINITY;
    const missing: number[] = [];
    for (let index = 0; index < found.length; index++) {
      const one = found[index];
      if (!one) {
        missing.push(index);
        continue;
      }
      texts += texts === '' ? one.text : `,${one.text}`;
      if (one.freshMs < freshMs) freshMs = one.freshMs;
    }
    // Parsed anew for each run, as what an answer is merged into becomes its own.
    const parsed = JSON.parse(`[${texts}]`) as unknown[];
    let next = 0;
    const values = found.map((one) => (one ? parsed[next++] : undefined));
    this.options.observe({
      service: this.service,
      hits: found.length - missing.length,
      misses: missing.length,
    });
    return {
      values,
      missing,
      freshMs,
      mark,
      isPlain: !texts.includes('\\'),
      keep: (fetched, fetchedFreshMs) => {
        const entries = missing.map((index, position) =>
          this.toEntry(keys[index] as string, representations?.[index], fetched[position], fetchedFreshMs),
        );
        this.write(entries, mark);
      },
    };
  }

  private write(entries: readonly (CacheEntry | undefined)[], mark: InvalidationMark): void {
    const worth = entries.filter((entry) => entry !== undefined);
    if (worth.length > 0) this.options.store.write(worth, mark);
  }

  private toEntry(
    key: string,
    representation: string | undefined,
    value: unknown,
    freshMs: number,
  ): CacheEntry | undefined {
    if (value === undefined) return undefined;
    const tags = tagsIn(value, new Set(this.typeTags));
    if (
      representation !== undefined &&
      !addRepresentationTag(this.options.keyFields, representation, value, tags)
    )
      return undefined;
    if (tags.size > maxTags) return undefined;
    return { key, text: JSON.stringify(value), freshMs, tags: [...tags] };
  }

  private variablesKey(variables: Readonly<Record<string, unknown>>): string {
    const { variableUsages } = this.options;
    if (variableUsages.length === 0) return '';
    const used: Record<string, unknown> = {};
    for (const name of variableUsages) if (Object.hasOwn(variables, name)) used[name] = variables[name];
    return shortened(JSON.stringify(used));
  }
}

/**
 * What a representation tells of its entity is a tag as well: an entity that is not there (yet) has no other. Answers
 * false for one that is not there and could not be found by its invalidation.
 */
function addRepresentationTag(
  keyFields: ReadonlyMap<string, string>,
  representation: string,
  value: unknown,
  tags: Set<string>,
): boolean {
  const parsed: unknown = JSON.parse(representation);
  if (!isJsonObject(parsed) || typeof parsed.__typename !== 'string') return true;
  const keyField = keyFields.get(parsed.__typename);
  if (keyField === undefined) return true;
  const key = parsed[keyField];
  if (key != null) tags.add(entityTag(parsed.__typename, key));
  return key != null || value !== null;
}

function shortened(text: string): string {
  return text.length <= longestKeyText ? text : hash('sha256', text, 'base64url');
}
