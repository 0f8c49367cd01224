import { Pool } from 'undici';

export type GraphqlClient = {
  /**
   * Sends an operation and gives its data.
   *
   * @throws OperationFailed where the answer has errors or is no answer within the deadline
   */
  request<Data>(document: string, variables: object, token?: string): Promise<Data>;
  close(): Promise<void>;
};

/** An answer with errors, or none. `unknown` means that the operation may have been carried out all the same. */
export class OperationFailed extends Error {
  override readonly name = 'OperationFailed';
  readonly unknown: boolean;

  constructor(message: string, unknown: boolean, options?: ErrorOptions) {
    super(message, options);
    this.unknown = unknown;
  }
}

/**
 * A client of the public endpoint with kept-alive connections. Bodies are checked: GraphQL errors come with status 200.
 *
 * @param url of the gateway, loopback only
 */
export function createGraphqlClient(url: string, connections: number, deadlineMs = 30_000): GraphqlClient {
  const { origin, pathname, hostname } = new URL(url);
  if (!['localhost', '127.0.0.1', '[::1]'].includes(hostname))
    throw new Error('load goes to this machine only');
  const pool = new Pool(origin, {
    connections,
    pipelining: 1,
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
  });
  return {
    async request<Data>(document: string, variables: object, token?: string): Promise<Data> {
      let status: number;
      let text: string;
      try {
        const response = await pool.request({
          method: 'POST',
          path: pathname,
          headers: {
            'content-type': 'application/json',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
          },
          body: JSON.stringify({ query: document, variables }),
        });
        status = response.statusCode;
        text = await response.body.text();
      } catch (cause) {
        throw new OperationFailed(String(cause), true, { cause });
      }
      let answer: { data?: Data | null; errors?: { message: string; extensions?: { code?: string } }[] };
      try {
        answer = JSON.parse(text) as typeof answer;
      } catch (cause) {
        throw new OperationFailed(`status ${status}, not JSON`, true, { cause });
      }
      if (answer.errors || !answer.data) {
        const first = answer.errors?.[0];
        throw new OperationFailed(
          `${first?.extensions?.code ?? status}: ${first?.message ?? text.slice(0, 200)}`,
          status >= 500 || status === 200,
        );
      }
      return answer.data;
    },
    close: () => pool.close(),
  };
}
