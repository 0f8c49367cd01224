import { z } from 'zod';
import { isJsonObject } from '../execution/json.ts';
import { entityTag, typeTag } from './tagged-operation.ts';

/**
 * What an event makes old. Events are CloudEvents; `type` is theirs. `key` is the path in the event of the entity's key,
 * such as `subject` or `data.variants.*.variantId` for several; without it the event is about all entities of the type, as
 * one that adds to lists is.
 */
export const invalidationRuleSchema = z.strictObject({
  type: z.string().min(1),
  typename: z.string().regex(/^[_A-Za-z]\w*$/),
  key: z
    .string()
    .regex(/^[\w*]+(\.[\w*]+)*$/)
    .optional(),
});

export type InvalidationRule = z.infer<typeof invalidationRuleSchema>;

/** A message that says nothing of what it is about; no retry can mend it. */
export class NotAnEvent extends Error {
  override name = 'NotAnEvent';
}

type CloudEvent = { readonly type: string };

/**
 * The CloudEvents in a message's body, one or a batch, also where SNS has wrapped it. What stands among them and is none
 * is given as an error in its place. Throws NotAnEvent where the body holds none at all.
 */
export function parseEvents(body: string): (CloudEvent | NotAnEvent)[] {
  const message = parseJson(body);
  const content =
    isJsonObject(message) && message.Type === 'Notification' && typeof message.Message === 'string'
      ? parseJson(message.Message)
      : message;
  const events: unknown[] = Array.isArray(content) ? content : [content];
  if (events.length === 0) throw new NotAnEvent('The message holds no event');
  return events.map((event) => (isCloudEvent(event) ? event : new NotAnEvent('The message has no type')));
}

function isCloudEvent(value: unknown): value is CloudEvent {
  return isJsonObject(value) && typeof value.type === 'string';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new NotAnEvent('The message is not JSON', { cause });
  }
}

/** The tags of all that an event makes old. A key that is not where the rule says makes the whole type old. */
export function tagsOfEvent(rules: readonly InvalidationRule[], event: { readonly type: string }): string[] {
  const tags = new Set<string>();
  for (const rule of rules) {
    if (rule.type !== event.type) continue;
    const keys = rule.key === undefined ? [] : valuesAt(event, rule.key.split('.'));
    for (const key of keys) tags.add(entityTag(rule.typename, key));
    if (keys.length === 0) tags.add(typeTag(rule.typename));
  }
  return [...tags];
}

function valuesAt(value: unknown, path: readonly string[]): (string | number)[] {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' || typeof value === 'number' ? [value] : [];
  if (step === '*') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isJsonObject(value) && Object.hasOwn(value, step) ? valuesAt(value[step], rest) : [];
}
