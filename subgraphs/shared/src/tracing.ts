import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import type { EventEnvelope } from './events/define-event.ts';

/** The span of a request or message in hand. */
export type WorkSpan = {
  readonly traceId: string;
  /** `error` says that the work failed. */
  end(attributes?: Attributes, error?: unknown): void;
};

const propagator = new W3CTraceContextPropagator();

let tracer: Tracer | undefined;

/**
 * Trace contexts of the work in hand, by correlation id: what that work publishes belongs to its trace. Work on many
 * messages is gathered into one transaction, so the call stack would not tell whose an event is; its correlation id does.
 */
const contexts = new Map<string, string>();

/** Makes spans from now on with this tracer, or none. For `startTracing` only. */
export function useTracer(next: Tracer | undefined): void {
  tracer = next;
}

/** The `traceparent` of work in hand; undefined when tracing is off or nothing with this id is in hand. */
export function traceparentOf(correlationId: string | undefined): string | undefined {
  return correlationId === undefined ? undefined : contexts.get(correlationId);
}

/** Starts the span of a GraphQL request that the gateway sent. Undefined when tracing is off. */
export function startRequestSpan(
  headers: Readonly<Record<string, unknown>>,
  operationName: unknown,
): WorkSpan | undefined {
  return (
    tracer &&
    start(tracer, headers, header(headers, 'x-correlation-id'), {
      name: typeof operationName === 'string' ? `graphql ${operationName}` : 'graphql',
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': 'POST',
        'http.route': '/graphql',
        ...(typeof operationName === 'string' ? { 'graphql.operation.name': operationName } : {}),
      },
    })
  );
}

/**
 * Starts the span of handling one event, below the span that published it: one trace leads from a client's operation
 * through every worker that it sets in motion. Undefined when tracing is off.
 */
export function startMessageSpan(event: EventEnvelope, queueUrl: string): WorkSpan | undefined {
  return (
    tracer &&
    start(tracer, { traceparent: event.traceparent }, event.correlationid, {
      name: `process ${event.type}`,
      kind: SpanKind.CONSUMER,
      attributes: {
        'messaging.system': 'aws_sqs',
        'messaging.operation.type': 'process',
        'messaging.destination.name': queueUrl.slice(queueUrl.lastIndexOf('/') + 1),
        'messaging.message.id': event.id,
        'messaging.message.age_ms': Math.max(0, Date.now() - Date.parse(event.time)),
      },
    })
  );
}

function start(
  by: Tracer,
  headers: Readonly<Record<string, unknown>>,
  correlationId: string | undefined,
  options: { readonly name: string; readonly kind: SpanKind; readonly attributes: Attributes },
): WorkSpan {
  const parent = propagator.extract(ROOT_CONTEXT, headers, { get: header, keys: Object.keys });
  const span = by.startSpan(options.name, { kind: options.kind, attributes: options.attributes }, parent);
  if (correlationId !== undefined) span.setAttribute('correlation.id', correlationId);
  const traceparent = traceparentFor(trace.setSpan(ROOT_CONTEXT, span));
  if (correlationId !== undefined && traceparent !== undefined) contexts.set(correlationId, traceparent);
  return {
    traceId: span.spanContext().traceId,
    end: (attributes, error) => {
      // Another request of the same operation may have come in between; its context then stays.
      if (correlationId !== undefined && contexts.get(correlationId) === traceparent)
        contexts.delete(correlationId);
      finish(span, attributes, error);
    },
  };
}

function finish(span: Span, attributes: Attributes | undefined, error: unknown): void {
  if (attributes) span.setAttributes(attributes);
  if (error !== undefined) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: String(error) });
    span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
  }
  span.end();
}

function traceparentFor(context: Context): string | undefined {
  const carrier: Record<string, string> = {};
  propagator.inject(context, carrier, {
    set: (target: Record<string, string>, name, value) => {
      target[name] = value;
    },
  });
  return carrier.traceparent;
}

function header(headers: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' ? value : undefined;
}
