import type { ResponsePath } from './errors.ts';
import type { Execution } from './execution.ts';
import type { CollectEntities } from './fast-entities.ts';
import type { JsonObject } from './json.ts';
import type { RepresentationWriter } from './representations.ts';

/** What one list of representations is made from. */
export interface EntitySource {
  readonly writerOf: (typename: unknown) => RepresentationWriter;
  readonly places: readonly { readonly path: ResponsePath; readonly collectEntities: CollectEntities }[];
}

/** Entities found, and their representations. */
export interface CollectedEntities {
  /** Text of the representations, each once. */
  readonly list: string;
  /** The same one by one, where they are looked up in the cache. */
  readonly texts: readonly string[] | undefined;
  readonly count: number;
  /** For each place its entities, and for each of them the index of its representation, -1 where it has none. */
  readonly entities: JsonObject[][];
  readonly positions: number[][];
}

/**
 * The representations of one type so far. Most entities are told apart by one key; comparing the other keys with those of
 * the entity that had the same is cheaper than writing a text to compare.
 */
interface Known {
  readonly writer: RepresentationWriter;
  /** A key that has strings. */
  readonly key: string | undefined;
  readonly byKey: Map<string, { readonly entity: JsonObject; readonly index: number }>;
  readonly byText: Map<string, number>;
}

/** Finds the entities of a fetch and writes their representations. */
export function collectEntities(
  { writerOf, places }: EntitySource,
  { data, only }: Execution,
  withTexts: boolean,
): CollectedEntities {
  // Types apart: with rewritten representations two of them can send the same text, yet need answers of their own.
  const knownByType = new Map<unknown, Known>();
  let typename: unknown;
  let known: Known | undefined;
  const entities: JsonObject[][] = [];
  const positions: number[][] = [];
  let list = '';
  let count = 0;
  const texts: string[] | undefined = withTexts ? [] : undefined;
  for (const place of places) {
    const found: JsonObject[] = [];
    const own: number[] = [];
    place.collectEntities(data, found);
    for (const entity of found) {
      if (only && !only.has(entity)) {
        own.push(-1);
        continue;
      }
      if (!known || entity.__typename !== typename) {
        typename = entity.__typename;
        known = knownByType.get(typename) ?? newKnown(writerOf(typename), entity);
        knownByType.set(typename, known);
      }
      const { writer, key, byKey, byText } = known;
      const value = key === undefined ? undefined : entity[key];
      const equal = typeof value === 'string' ? byKey.get(value) : undefined;
      if (equal && writer.isSame?.(equal.entity, entity)) {
        own.push(equal.index);
        continue;
      }
      const text = writer.write(entity);
      const index = text === undefined ? -1 : (byText.get(text) ?? count);
      if (text !== undefined && index === count) {
        count += 1;
        list += index === 0 ? text : `,${text}`;
        texts?.push(text);
        if (typeof value === 'string' && !equal) byKey.set(value, { entity, index });
        // Where the key is the only one, nobody will come to compare texts.
        if (typeof value !== 'string' || writer.keys?.length !== 1) byText.set(text, index);
      }
      own.push(index);
    }
    entities.push(found);
    positions.push(own);
  }
  return { list, texts, count, entities, positions };
}

function newKnown(writer: RepresentationWriter, entity: JsonObject): Known {
  const key = writer.isSame && writer.keys?.find((name) => typeof entity[name] === 'string');
  return { writer, key, byKey: new Map(), byText: new Map() };
}
