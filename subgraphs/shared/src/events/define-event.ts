import type { z } from 'zod';
import { createId } from '../ids.ts';
import { traceparentOf } from '../tracing.ts';

export type SubgraphName = 'users' | 'products' | 'orders' | 'payments' | 'notifications' | 'analytics';

/** Everything about one type of event, in one place. Changes are additive; anything else is a new version. */
export type EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> = {
  readonly type: Type;
  readonly version: number;
  /** The subgraph that publishes it, on its own SNS topic. */
  readonly owner: SubgraphName;
  /** What it tells, for the generated reference. */
  readonly description: string;
  readonly data: Schema;
};

/** A CloudEvents 1.0 envelope. Extension attributes are lower-case, as the specification demands. */
export type EventEnvelope<Type extends string = string, Data = unknown> = {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: Type;
  /** Version of the data's schema. */
  readonly dataversion: number;
  /** Id of the aggregate that the event is about. */
  readonly subject: string;
  /** Version of the aggregate after the event: a consumer can tell old news from new. */
  readonly aggregateversion: number;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly correlationid?: string;
  readonly traceparent?: string;
  readonly data: Data;
};

export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Schema> ? EventEnvelope<Type, z.infer<Schema>> : never;

export function defineEvent<Type extends string, Schema extends z.ZodType>(
  definition: EventDefinition<Type, Schema>,
): EventDefinition<Type, Schema> {
  return definition;
}

/** What an event is about, beside its data. */
export type EventContext = {
  readonly aggregateId: string;
  readonly aggregateVersion: number;
  readonly occurredAt: Date;
  readonly correlationId?: string | undefined;
  readonly traceparent?: string | undefined;
};

/**
 * An event ready to be recorded.
 *
 * @throws ZodError where the data does not match the event's schema: a bug of the publisher, found at the source
 */
export function createEvent<Type extends string, Schema extends z.ZodType>(
  definition: EventDefinition<Type, Schema>,
  context: EventContext,
  data: z.input<Schema>,
): EventEnvelope<Type, z.infer<Schema>> {
  const traceparent = traceparentOf(context.correlationId) ?? context.traceparent;
  return {
    specversion: '1.0',
    id: createId('evt', context.occurredAt.getTime()),
    source: `souk/${definition.owner}`,
    type: definition.type,
    dataversion: definition.version,
    subject: context.aggregateId,
    aggregateversion: context.aggregateVersion,
    time: context.occurredAt.toISOString(),
    datacontenttype: 'application/json',
    ...(context.correlationId ? { correlationid: context.correlationId } : {}),
    ...(traceparent ? { traceparent } : {}),
    data: definition.data.parse(data) as z.infer<Schema>,
  };
}
