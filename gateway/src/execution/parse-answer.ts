import type { ReceivedAnswer } from '../subgraph-http/subgraph-http.ts';
import { SubgraphUnavailable } from './errors.ts';
import { isJsonObject } from './json.ts';
import type { SubgraphAnswer } from './subgraph-transport.ts';

/** Reads a subgraph's answer. Throws SubgraphUnavailable unless it is a GraphQL result. */
export function parseAnswer(service: string, { text, status, cacheControl }: ReceivedAnswer): SubgraphAnswer {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    throw new SubgraphUnavailable(service, `answered ${status} without JSON`, { cause: error });
  }
  if (!isJsonObject(answer) || !('data' in answer || Array.isArray(answer.errors))) {
    throw new SubgraphUnavailable(service, `answered ${status} without a GraphQL result`);
  }
  const { data, errors } = answer;
  // A refusal of the whole request is between gateway and subgraph, as is a server error: no client caused it.
  if (!isJsonObject(data) && (status >= 500 || status === 401 || status === 403)) {
    throw new SubgraphUnavailable(service, `answered ${status}`, { cause: errors });
  }
  return {
    data: isJsonObject(data) ? data : null,
    errors: Array.isArray(errors) && errors.length > 0 ? errors.filter(isJsonObject) : undefined,
    cacheControl,
    // Valid JSON without a backslash: no string in it has a character that would need one.
    isPlain: !text.includes('\\'),
  };
}
