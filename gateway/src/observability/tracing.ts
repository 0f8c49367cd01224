import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';

const propagator = new W3CTraceContextPropagator();
const stopDeadlineMs = 2_000;

const carrier = {
  get: (headers: Readonly<Record<string, unknown>>, name: string): string | undefined => {
    const value = headers[name];
    return typeof value === 'string' ? value : undefined;
  },
  keys: (headers: object): string[] => Object.keys(headers),
  set: (headers: Record<string, string>, name: string, value: string): void => {
    headers[name] = value;
  },
};

export interface OperationStart {
  /** Headers that may have `traceparent` and `tracestate`. */
  readonly headers: Readonly<Record<string, unknown>>;
  /** Whether they come from one of our own: only then they decide on sampling, and the trace is one. */
  readonly isTrusted: boolean;
  readonly attributes: Attributes;
}

export interface OperationEnd {
  readonly operationName?: string | undefined;
  readonly operationKind?: string | undefined;
  readonly operationHash?: string | undefined;
  readonly errorCodes?: readonly string[] | undefined;
  /** HTTP status, where the operation has one to itself. */
  readonly status?: number;
}

/** A request to a subgraph as a span. */
export interface FetchTrace {
  /** `traceparent` and `tracestate` of the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** `error` is what made it fail. */
  end(error?: Error): void;
}

/** Makes spans for what the gateway does. There is none when tracing is off. */
export class Tracing {
  private readonly tracer: Tracer;
  private readonly shutdown: () => Promise<void>;

  constructor(tracer: Tracer, shutdown: () => Promise<void>) {
    this.tracer = tracer;
    this.shutdown = shutdown;
  }

  /**
   * Starts the span of a client operation. Callers we do not know cannot make us record: their context is only linked,
   * as it is for other public endpoints.
   */
  startOperation(start: OperationStart): OperationTrace {
    const given = propagator.extract(ROOT_CONTEXT, start.headers, carrier);
    const caller = trace.getSpanContext(given);
    const span = this.tracer.startSpan(
      'graphql',
      {
        kind: SpanKind.SERVER,
        attributes: start.attributes,
        ...(caller && !start.isTrusted ? { links: [{ context: caller }] } : {}),
      },
      start.isTrusted ? given : ROOT_CONTEXT,
    );
    return new OperationTrace(this.tracer, span);
  }

  /** Sends what waits to be sent. A collector that is away does not hold up the end of the process for long. */
  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, stopDeadlineMs);
    });
    await Promise.race([this.shutdown().catch(nothing), deadline]);
    clearTimeout(timer);
  }
}

/** The trace of one client operation. Spans below it cost nothing when it is not sampled. */
export class OperationTrace {
  readonly traceId: string;
  private readonly tracer: Tracer;
  private readonly span: Span;
  private readonly context: Context;
  private readonly unrecorded: FetchTrace | undefined;

  constructor(tracer: Tracer, span: Span) {
    this.tracer = tracer;
    this.span = span;
    this.context = trace.setSpan(ROOT_CONTEXT, span);
    const { traceId, traceFlags } = span.spanContext();
    this.traceId = traceId;
    if ((traceFlags & TraceFlags.SAMPLED) === 0) {
      this.unrecorded = { headers: headersOf(this.context), end: () => {} };
    }
  }

  /** Whether it is sampled. */
  get isRecorded(): boolean {
    return this.unrecorded === undefined;
  }

  /** Starts the span of a request to a subgraph. */
  startFetch(service: string, url: URL): FetchTrace {
    if (this.unrecorded) return this.unrecorded;
    const span = this.tracer.startSpan(
      `POST ${service}`,
      {
        kind: SpanKind.CLIENT,
        attributes: {
          'http.request.method': 'POST',
          'server.address': url.hostname,
          'server.port': Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
          'graphql.federation.subgraph.name': service,
        },
      },
      this.context,
    );
    return {
      headers: headersOf(trace.setSpan(ROOT_CONTEXT, span)),
      end: (error) => {
        if (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
          span.setAttribute('error.type', error.name);
        }
        span.end();
      },
    };
  }

  /** Notes a step that ran in one go, such as validation or planning. */
  step<T>(name: string, run: () => T): T {
    if (this.unrecorded) return run();
    const end = this.startStep(name);
    try {
      return run();
    } finally {
      end();
    }
  }

  /** Starts a step; the function returned ends it. */
  startStep(name: string): () => void {
    if (this.unrecorded) return nothing;
    const span = this.tracer.startSpan(name, {}, this.context);
    return () => span.end();
  }

  /** The answer is that of an equal operation under way: the requests to subgraphs stand in its trace. */
  markShared(): void {
    this.span.setAttribute('graphql.shared', true);
  }

  end({ operationName, operationKind, operationHash, errorCodes, status }: OperationEnd): void {
    const { span } = this;
    if (!this.unrecorded) {
      if (operationKind !== undefined) {
        span.updateName(operationName === undefined ? operationKind : `${operationKind} ${operationName}`);
        span.setAttribute('graphql.operation.type', operationKind);
        if (operationName !== undefined) span.setAttribute('graphql.operation.name', operationName);
        if (operationHash !== undefined) span.setAttribute('graphql.document.hash', operationHash);
      }
      if (status !== undefined) span.setAttribute('http.response.status_code', status);
      if (errorCodes) span.setAttribute('graphql.error.codes', [...new Set(errorCodes)].slice(0, 10));
      if ((status !== undefined && status >= 500) || errorCodes?.some(isOurFault)) {
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
    }
    span.end();
  }
}

function headersOf(context: Context): Record<string, string> {
  const headers: Record<string, string> = {};
  propagator.inject(context, headers, carrier);
  return headers;
}

/** What a client did wrong is no error of the server's span. */
function isOurFault(code: string): boolean {
  return (
    code === 'INTERNAL_SERVER_ERROR' || code === 'SUBREQUEST_FAILED' || code === 'INVALID_SUBGRAPH_VALUE'
  );
}

function nothing(): void {}
