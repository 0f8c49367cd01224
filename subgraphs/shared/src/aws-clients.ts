import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { SNSClient, type SNSClientConfig } from '@aws-sdk/client-sns';
import { SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { Counter } from 'prom-client';
import { type EncodedCall, encodeCall } from './aws-call-codec.ts';
import { type AwsCredentials, type SigningScope, signPost } from './aws-signature.ts';

/** Where calls about a queue or topic go, as the SDK found out. */
type Route = SigningScope & {
  readonly secure: boolean;
  readonly hostname: string;
  readonly port: number | undefined;
  readonly host: string;
  readonly userAgent: string | undefined;
};

type SendOptions = { readonly abortSignal?: AbortSignal; readonly requestTimeout?: number };
type LearnedRequest = {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

const defaultDeadlineMs = 30_000;
const repeats = new Counter({
  name: 'souk_aws_repeated_calls_total',
  help: 'Calls of SNS and SQS that failed and were made again by the SDK',
});

/**
 * The SDK's client of SNS, whose PublishBatch takes a third of the CPU. The SDK's middleware, made for every service and
 * every case, costs up to a millisecond a call, and a worker makes dozens a second. So the first call about a topic is
 * the SDK's; it shows the endpoint and the region, and later ones go there directly, signed with the SDK's credentials.
 * Whatever is not answered with 200 is made again by the SDK, which knows about clocks, throttling and kinds of errors;
 * that is the second attempt, and the last unless `maxAttempts` says otherwise.
 */
export function createSnsClient(config: SNSClientConfig = {}): SNSClient {
  const client = new SNSClient({ maxAttempts: 1, ...config });
  sendDirectly(client as unknown as SdkClient);
  return client;
}

/** The SDK's client of SQS; receiving, deleting and visibility go as PublishBatch does in createSnsClient. */
export function createSqsClient(config: SQSClientConfig = {}): SQSClient {
  const client = new SQSClient({ maxAttempts: 1, ...config });
  sendDirectly(client as unknown as SdkClient);
  return client;
}

/** What of the SDK's clients is used here; their own types are too many overloads to name. */
type SdkClient = {
  send(command: object, options?: SendOptions): Promise<object>;
  destroy(): void;
  readonly config: {
    readonly credentials: () => Promise<AwsCredentials>;
    readonly systemClockOffset: number;
  };
  readonly middlewareStack: {
    add(middleware: (next: Next) => Next, options: { step: 'finalizeRequest'; priority: 'low' }): void;
  };
};
type Next = (sent: { input: object; request: unknown }) => Promise<object>;

function sendDirectly(client: SdkClient): void {
  const routes = new Map<string, Route>();
  const agents = {
    http: new HttpAgent({ keepAlive: true, maxSockets: 50 }),
    https: new HttpsAgent({ keepAlive: true, maxSockets: 50 }),
  };
  client.middlewareStack.add(
    (next) => async (sent) => {
      const answer = await next(sent);
      const { QueueUrl, TopicArn } = sent.input as { QueueUrl?: string; TopicArn?: string };
      const resource = QueueUrl ?? TopicArn;
      const route = resource && !routes.has(resource) && routeOf(sent.request as LearnedRequest);
      if (route) routes.set(resource, route);
      return answer;
    },
    // The last step before the wire: the request is signed.
    { step: 'finalizeRequest', priority: 'low' },
  );
  const [sendBySdk, destroySdk] = [client.send.bind(client), client.destroy.bind(client)];
  client.send = async (command, options = {}) => {
    const call = routes.size > 0 ? encodeCall(command) : undefined;
    const route = call && routes.get(call.resource);
    if (!route) return sendBySdk(command, options);
    try {
      const now = new Date(Date.now() + client.config.systemClockOffset);
      return await post(call, route, await client.config.credentials(), now, {
        ...options,
        agent: route.secure ? agents.https : agents.http,
      });
    } catch (error) {
      if (options.abortSignal?.aborted) throw error;
      repeats.inc();
      return sendBySdk(command, options);
    }
  };
  client.destroy = () => {
    agents.http.destroy();
    agents.https.destroy();
    destroySdk();
  };
}

/** Where a request of the SDK went; undefined where it was not signed as we can sign. */
function routeOf({ protocol, hostname, port, path, headers }: LearnedRequest): Route | undefined {
  const scope = /^AWS4-HMAC-SHA256 Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request,/.exec(
    headers.authorization ?? '',
  );
  if (!scope || path !== '/' || !headers.host) return undefined;
  const [, region, service] = scope as unknown as [string, string, string];
  const userAgent = headers['user-agent'];
  return { secure: protocol === 'https:', hostname, port, host: headers.host, userAgent, region, service };
}

/** @throws Error where the answer is not 200, does not come in time, or cannot be read */
function post(
  call: EncodedCall,
  route: Route,
  credentials: AwsCredentials,
  now: Date,
  options: SendOptions & { readonly agent: HttpAgent },
): Promise<object> {
  const { abortSignal, requestTimeout = defaultDeadlineMs, agent } = options;
  const headers = signPost(
    { headers: { ...call.headers, host: route.host }, body: call.body },
    route,
    credentials,
    now,
  );
  headers['content-length'] = String(Buffer.byteLength(call.body));
  if (route.userAgent) headers['user-agent'] = route.userAgent;
  const target: RequestOptions = {
    agent,
    method: 'POST',
    hostname: route.hostname,
    port: route.port,
    path: '/',
    headers,
  };
  return new Promise((resolve, reject) => {
    const request = (route.secure ? httpsRequest : httpRequest)(target, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', end);
      response.on('end', () => {
        const answer = Buffer.concat(chunks).toString();
        if (response.statusCode !== 200) return end(new Error(`answered ${response.statusCode}: ${answer}`));
        try {
          const decoded = call.decode(answer);
          end(undefined, { $metadata: { httpStatusCode: 200 }, ...decoded });
        } catch (error) {
          end(error as Error);
        }
      });
    });
    const deadline = setTimeout(
      () => request.destroy(new Error(`no answer in ${requestTimeout} ms`)),
      requestTimeout,
    );
    const abort = (): void => void request.destroy(new DOMException('Request aborted', 'AbortError'));
    function end(error?: Error, answer?: object): void {
      clearTimeout(deadline);
      abortSignal?.removeEventListener('abort', abort);
      if (answer) resolve(answer);
      else reject(error);
    }
    request.on('error', end);
    if (abortSignal?.aborted) abort();
    else abortSignal?.addEventListener('abort', abort, { once: true });
    request.end(call.body);
  });
}
