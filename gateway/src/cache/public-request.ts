import type { RequestScope } from '../execution/execution.ts';
import type { SubgraphAnswer, SubgraphTransport } from '../execution/subgraph-transport.ts';
import { publicSeconds } from './cache-control.ts';
import type { InvalidationMark } from './cache-store.ts';
import type { SharedReading } from './shared-reading.ts';

/** Codes with which a subgraph says that it wants to know the viewer. */
const refusalCodes = new Set<unknown>(['UNAUTHENTICATED', 'FORBIDDEN']);

export interface PublicAnswer {
  readonly answer: SubgraphAnswer;
  /** For how long anybody may have it; 0: it must not be kept. */
  readonly freshMs: number;
}

/**
 * Asks a subgraph for public data, as an anonymous viewer. Should it refuse that viewer, the schema is wrong to call the
 * data public: it is asked again on behalf of the caller, and the answer is the caller's alone.
 */
export async function askForPublicData(
  {
    transport,
    shared,
    onRefused,
  }: { transport: SubgraphTransport; shared: SharedReading; onRefused: () => void },
  input: { body: string; scope: RequestScope; maxAgeMs: number; mark: InvalidationMark },
): Promise<PublicAnswer> {
  const { body, scope, maxAgeMs, mark } = input;
  const headers = await shared.anonymousHeaders();
  const answer = await transport.send({
    body,
    repeatable: true,
    generation: mark,
    scope: { ...scope, headers },
  });
  if (!answer.errors) {
    const freshMs = answer.data ? Math.min(maxAgeMs, publicSeconds(answer.cacheControl) * 1_000) : 0;
    return { answer, freshMs };
  }
  const isRefusal = answer.errors.some(({ extensions }) => refusalCodes.has(extensions?.code));
  if (!isRefusal || shared.isAnonymous) return { answer, freshMs: 0 };
  onRefused();
  return { answer: await transport.send({ body, repeatable: true, scope }), freshMs: 0 };
}
