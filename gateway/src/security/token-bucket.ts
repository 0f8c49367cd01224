/** How much may be used: a bucket that holds `capacity` points and is refilled evenly. */
export interface BucketPolicy {
  readonly name: string;
  readonly capacity: number;
  readonly refillPerSecond: number;
}

/** What is in a bucket, and when that was so, in milliseconds since the epoch. Below 0 it is in debt. */
export interface BucketState {
  readonly points: number;
  readonly at: number;
}

export interface Verdict {
  readonly isAllowed: boolean;
  readonly points: number;
  /** Until as much will be there as was asked for; 0 if it was allowed. */
  readonly waitMs: number;
}

/**
 * Takes points out of a bucket if they are there; nothing is taken if they are not. More than a whole bucket is never
 * asked for: what costs more empties it. With `force` they are taken anyway, down to a debt of one bucket.
 */
export function takePoints(
  policy: BucketPolicy,
  state: BucketState | undefined,
  request: { cost: number; force: boolean; now: number },
): { state: BucketState; verdict: Verdict } {
  const { capacity, refillPerSecond } = policy;
  const elapsedMs = state ? Math.max(0, request.now - state.at) : 0;
  const before = state ? Math.min(capacity, state.points + (elapsedMs * refillPerSecond) / 1_000) : capacity;
  const cost = request.force ? request.cost : Math.min(request.cost, capacity);
  const isAllowed = request.force || before >= cost;
  const points = isAllowed ? Math.max(-capacity, before - cost) : before;
  return {
    state: { points, at: Math.max(request.now, state?.at ?? 0) },
    verdict: { isAllowed, points, waitMs: isAllowed ? 0 : waitFor(policy, points, cost) },
  };
}

/** Milliseconds until a bucket with `points` in it has `wanted`. */
export function waitFor({ refillPerSecond }: BucketPolicy, points: number, wanted: number): number {
  return points >= wanted ? 0 : Math.ceil(((wanted - points) / refillPerSecond) * 1_000);
}
