import type { ReceivedAnswer } from '../subgraph-http/subgraph-http.ts';
import { type SubgraphErrorBody, SubgraphUnavailable } from './errors.ts';
import { isJsonObject } from './json.ts';
import type { SubgraphAnswer } from './subgraph-transport.ts';

/** The errors of a GraphQL result, whatever each of them is: none is lost. Undefined where there are none. */
export function readErrors(errors: unknown): SubgraphErrorBody[] | undefined {
  if (errors === undefined || errors === null) return undefined;
  const list = Array.isArray(errors) ? errors : [errors];
  if (list.length === 0) return undefined;
  return list.map((error: unknown) => (isJsonObject(error) ? error : { message: error }));
}

/** Reads a subgraph's answer. Throws SubgraphUnavailable unless it is a GraphQL result. */
export function parseAnswer(service: string, { text, status, cacheControl }: ReceivedAnswer): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new SubgraphUnavailable(service, `answered ${status} without JSON`, { cause: error });
  }
  const { data, errors } = isJsonObject(answer) ? answer : {};
  const faults = readErrors(errors);
  if (!isJsonObject(data) && !faults) {
    throw new SubgraphUnavailable(service, `answered ${status} without a GraphQL result`);
  }
  // A refusal of the whole request is between gateway and subgraph, as is a server error: no client caused it.
  if (!isJsonObject(data) && (status >= 500 || status === 401 || status === 403)) {
    throw new SubgraphUnavailable(service, `answered ${status}`, { cause: errors });
  }
  return {
    data: isJsonObject(data) ? data : null,
    errors: faults,
    cacheControl,
    // Valid JSON without a backslash: no string in it has a character that would need one.
    isPlain: !text.includes('\\'),
  };
}
