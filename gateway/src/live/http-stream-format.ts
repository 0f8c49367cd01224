import type { GraphQLFormattedError } from 'graphql';

/** How events look in a response that does not end. All texts are whole: a client reads each as it comes. */
export interface HttpStreamFormat {
  readonly name: string;
  readonly contentType: string;
  /** Comes first. */
  readonly preface: string;
  readonly heartbeat: string;
  readonly heartbeatMs: number;
  event(resultText: string): string;
  /** The operation was refused after the stream began; the end follows. */
  refusal(errors: readonly GraphQLFormattedError[]): string;
  /** Why the gateway ends a stream that could go on; the end follows. */
  fault(code: string, message: string): string;
  /** Last when the gateway goes away: where a client comes back to a stream that was cut, nothing. */
  readonly goingAway: string;
  readonly end: string;
  /** Whether an operation refused at once is answered as plain JSON with its HTTP status. */
  readonly refusesPlainly: boolean;
}

/** GraphQL over SSE, distinct connections mode: an operation for each request. */
export const serverSentEvents: HttpStreamFormat = {
  name: 'sse',
  contentType: 'text/event-stream; charset=utf-8',
  preface: '',
  heartbeat: ':\n\n',
  heartbeatMs: 12_000,
  event: (resultText) => `event: next\ndata: ${resultText}\n\n`,
  refusal: (errors) => `event: next\ndata: ${JSON.stringify({ errors })}\n\n`,
  fault: (code, message) =>
    `event: next\ndata: ${JSON.stringify({ errors: [{ message, extensions: { code } }] })}\n\n`,
  goingAway: '',
  end: 'event: complete\ndata:\n\n',
  refusesPlainly: false,
};

const partHeaders = '\r\ncontent-type: application/json\r\n\r\n';
const boundary = '\r\n--graphql';

/**
 * Apollo's multipart protocol for subscriptions, version 1.0, as Apollo Client, Apollo iOS and Apollo Kotlin read it. A
 * part ends with the boundary that follows it, so that no client waits for the next event to see this one.
 */
export const multipartMixed: HttpStreamFormat = {
  name: 'multipart',
  contentType: 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
  preface: boundary,
  heartbeat: `${partHeaders}{}${boundary}`,
  heartbeatMs: 5_000,
  event: (resultText) => `${partHeaders}{"payload":${resultText}}${boundary}`,
  refusal: (errors) => `${partHeaders}${JSON.stringify({ payload: { errors } })}${boundary}`,
  fault: (code, message) =>
    `${partHeaders}${JSON.stringify({ payload: null, errors: [{ message, extensions: { code } }] })}${boundary}`,
  goingAway: `${partHeaders}{"payload":null,"errors":[{"message":"The gateway is going away","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}${boundary}--\r\n`,
  end: '--\r\n',
  refusesPlainly: true,
};

/** The format a client asks for; undefined for plain answers. */
export function streamFormatOf(accept: string | undefined): HttpStreamFormat | undefined {
  if (accept === undefined) return undefined;
  if (accept.includes('text/event-stream')) return serverSentEvents;
  return /multipart\/mixed[^,]*;\s*subscriptionSpec="?1\.0/i.test(accept) ? multipartMixed : undefined;
}
