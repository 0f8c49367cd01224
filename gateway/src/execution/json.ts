/** Objects as JSON.parse makes them, and as plan execution merges them. */
export interface JsonObject {
  [key: string]: unknown;
}

const hasOwn = Object.prototype.hasOwnProperty;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a response name is also a member of every object (`constructor`, `__proto__` …). A client may choose such an
 * alias, so these few are read and written with care; all others are plain property accesses.
 */
export function isInheritedName(name: string): boolean {
  return name in Object.prototype;
}

/** A reader of one key that never sees inherited members. */
export function readerOf(name: string): (object: JsonObject) => unknown {
  if (!isInheritedName(name)) return (object) => object[name];
  return (object) => (hasOwn.call(object, name) ? object[name] : undefined);
}

function setOwn(target: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

function getOwn(target: JsonObject, key: string): unknown {
  return hasOwn.call(target, key) ? target[key] : undefined;
}

/**
 * Merges what a subgraph answered into what is known: objects field by field, lists of equal length item by item,
 * anything else replaces. `source` is never changed, but parts of it become parts of `target`.
 */
export function mergeInto(target: JsonObject, source: JsonObject): void {
  for (const key in source) {
    const next = source[key];
    if (next === undefined) continue;
    const current = getOwn(target, key);
    if (typeof next !== 'object' || next === null || typeof current !== 'object' || current === null) {
      setOwn(target, key, next);
    } else if (current !== next) {
      mergeValues(target, key, current, next);
    }
  }
}

function mergeValues(target: JsonObject, key: string, current: object, next: object): void {
  if (Array.isArray(next)) {
    if (Array.isArray(current) && current.length === next.length) mergeLists(current, next);
    else setOwn(target, key, next);
  } else if (Array.isArray(current)) {
    setOwn(target, key, next);
  } else {
    mergeInto(current as JsonObject, next as JsonObject);
  }
}

function mergeLists(current: unknown[], next: readonly unknown[]): void {
  for (let index = 0; index < next.length; index++) {
    const from = next[index];
    const into = current[index];
    if (isJsonObject(from) && isJsonObject(into)) mergeInto(into, from);
    else if (Array.isArray(from) && Array.isArray(into) && from.length === into.length)
      mergeLists(into, from);
    else current[index] = from;
  }
}
