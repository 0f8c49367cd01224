import { createServer } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { listenOn } from './serve-subgraph.ts';

/** A span as a collector received it; ids in hexadecimal. */
export interface ReceivedSpan {
  readonly service: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly name: string;
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  readonly kind: number;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
  /** 0 unset, 1 ok, 2 error. */
  readonly status: number;
}

/** Receives OTLP over HTTP with protobuf bodies, as OpenTelemetry's collector does at /v1/traces. */
export interface OtlpReceiver {
  readonly url: string;
  readonly spans: ReceivedSpan[];
  readonly requests: () => number;
  stop(): Promise<void>;
}

export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  let requests = 0;
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    requests++;
    spans.push(...decodeTraces(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body));
    response.writeHead(200, { 'content-type': 'application/x-protobuf' }).end();
  });
  const port = await listenOn(server, 0);
  return {
    url: `http://127.0.0.1:${port}`,
    spans,
    requests: () => requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `ExportTraceServiceRequest` of opentelemetry-proto; field numbers are those of its .proto files. */
function decodeTraces(request: Buffer): ReceivedSpan[] {
  return messages(request, 1).flatMap((resourceSpans) => {
    const resource = messages(resourceSpans, 1)[0];
    const service = String(resource ? attributesOf(resource, 1)['service.name'] : '');
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        service,
        traceId: hex(span, 1),
        spanId: hex(span, 2),
        parentSpanId: hex(span, 4),
        name: messages(span, 5)[0]?.toString('utf8') ?? '',
        kind: number(span, 6),
        attributes: attributesOf(span, 9),
        links: messages(span, 13).map((link) => ({ traceId: hex(link, 1), spanId: hex(link, 2) })),
        status: messages(span, 15).map((status) => number(status, 3))[0] ?? 0,
      }));
  });
}

function attributesOf(message: Buffer, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messages(message, field).map((pair) => [
      messages(pair, 1)[0]?.toString('utf8'),
      anyValueOf(messages(pair, 2)[0]),
    ]),
  );
}

/** `AnyValue`: text, number, or a list of them. */
function anyValueOf(any: Buffer | undefined): unknown {
  if (any === undefined) return undefined;
  const text = messages(any, 1)[0];
  if (text) return text.toString('utf8');
  const list = messages(any, 5)[0];
  return list ? messages(list, 1).map(anyValueOf) : number(any, 3);
}

function hex(message: Buffer, field: number): string {
  return messages(message, field)[0]?.toString('hex') ?? '';
}

function messages(message: Buffer, field: number): Buffer[] {
  return fieldsOf(message).flatMap((one) =>
    one.field === field && Buffer.isBuffer(one.value) ? [one.value] : [],
  );
}

function number(message: Buffer, field: number): number {
  return fieldsOf(message).reduce(
    (found, one) => (one.field === field && typeof one.value === 'number' ? one.value : found),
    0,
  );
}

/** Protobuf's wire format: a tag, then a varint (0), eight bytes (1), a length and as many bytes (2), or four bytes (5). */
function fieldsOf(message: Buffer): { field: number; value: Buffer | number | undefined }[] {
  const fields: { field: number; value: Buffer | number | undefined }[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    let factor = 1;
    for (;;) {
      const byte = message[at++]!;
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 128;
    }
  };
  while (at < message.length) {
    const tag = varint();
    const field = tag >>> 3;
    switch (tag & 7) {
      case 0:
        fields.push({ field, value: varint() });
        break;
      case 1:
        at += 8;
        break;
      case 2: {
        const length = varint();
        fields.push({ field, value: message.subarray(at, at + length) });
        at += length;
        break;
      }
      case 5:
        at += 4;
        break;
      default:
        throw new Error(`Not protobuf: wire type ${tag & 7}`);
    }
  }
  return fields;
}
