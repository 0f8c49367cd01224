import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { gatewayError } from '../execution/errors.ts';
import type { Buckets, Taking } from './buckets.ts';
import { type BucketPolicy, type Verdict, waitFor } from './token-bucket.ts';
import { isAuthenticated, type Viewer } from './viewer.ts';

/** Whose buckets an operation draws on. */
export interface Caller {
  readonly viewer: Viewer;
  /** Network address of the client; undefined for our own servers, whose visitors have addresses of their own. */
  readonly address: string | undefined;
}

export interface RateLimits {
  /** Points per minute, as much at once; 0: no limit. */
  readonly perViewer: number;
  readonly perAddress: number;
}

/** What the headers of an answer tell: one entry per limit that applied. */
export interface RateReport {
  readonly policy: BucketPolicy;
  readonly verdict: Verdict;
}

/** Addresses whose debt is remembered, so that they are refused before anything is read of their requests. */
const maxBlocked = 50_000;

/** Limits how much of the graph's capacity a viewer and an address may use, counted in the cost of operations. */
export class RateLimiter {
  private readonly buckets: Buckets;
  private readonly viewerPolicy: BucketPolicy | undefined;
  private readonly addressPolicy: BucketPolicy | undefined;
  private readonly blockedUntil = new LRUCache<string, number>({ max: maxBlocked });

  constructor(limits: RateLimits, buckets: Buckets) {
    this.buckets = buckets;
    this.viewerPolicy = perMinute('viewer', limits.perViewer);
    this.addressPolicy = perMinute('address', limits.perAddress);
  }

  /** Throws RATE_LIMITED for an address that is known to have used up everything. Costs a look-up. */
  assertNotBlocked(address: string | undefined, now: number): void {
    if (address === undefined || !this.addressPolicy) return;
    const until = this.blockedUntil.get(addressKey(address));
    if (until !== undefined && until > now) throw rateLimited('address', until - now);
  }

  /**
   * Takes what an operation costs; a promise only if the buckets are elsewhere. Throws or rejects with RATE_LIMITED when it
   * is not there.
   */
  spend({ viewer, address }: Caller, cost: number, now: number): RateReport[] | Promise<RateReport[]> {
    const charge = Math.max(1, Math.ceil(cost));
    const taken: (RateReport | Promise<RateReport>)[] = [];
    if (this.viewerPolicy && isAuthenticated(viewer))
      taken.push(this.take(this.viewerPolicy, { key: viewerKey(viewer), cost: charge, force: false, now }));
    if (this.addressPolicy && address !== undefined)
      taken.push(
        this.take(this.addressPolicy, { key: addressKey(address), cost: charge, force: false, now }),
      );
    const isThere = (report: RateReport | Promise<RateReport>): report is RateReport => 'verdict' in report;
    return taken.every(isThere) ? granted(taken) : Promise.all(taken).then(granted);
  }

  /** Counts a document that was refused as if it had run, so that trying is no cheaper than doing. */
  punish(address: string | undefined, cost: number, now: number): void {
    if (!this.addressPolicy || address === undefined) return;
    // Buckets fall back to memory rather than fail, so there is nothing to wait for.
    void this.take(this.addressPolicy, {
      key: addressKey(address),
      cost: Math.max(1, Math.ceil(cost)),
      force: true,
      now,
    });
  }

  private take(policy: BucketPolicy, taking: Taking): RateReport | Promise<RateReport> {
    const report = (verdict: Verdict): RateReport => {
      if (policy === this.addressPolicy && verdict.points < 1)
        this.blockedUntil.set(taking.key, taking.now + waitFor(policy, verdict.points, 1));
      return { policy, verdict };
    };
    const verdict = this.buckets.take(policy, taking);
    return 'then' in verdict ? verdict.then(report) : report(verdict);
  }
}

function granted(reports: RateReport[]): RateReport[] {
  const [refusal] = reports
    .filter(({ verdict }) => !verdict.isAllowed)
    .toSorted((a, b) => b.verdict.waitMs - a.verdict.waitMs);
  if (refusal) throw rateLimited(refusal.policy.name, refusal.verdict.waitMs, reports);
  return reports;
}

function perMinute(name: string, points: number): BucketPolicy | undefined {
  return points > 0 ? { name, capacity: points, refillPerSecond: points / 60 } : undefined;
}

function viewerKey({ kind, subject = '' }: Viewer): string {
  return createHash('sha256').update(`${kind} ${subject}`).digest('base64url').slice(0, 22);
}

/** One household has a whole /64 of IPv6 addresses, so these count together. */
function addressKey(address: string): string {
  if (!isIPv6(address)) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [head = '', tail] = address.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length;
  const groups = [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/**
 * The headers that tell a client where it stands (draft-ietf-httpapi-ratelimit-headers): the policies, and what is left
 * of each with the seconds until it is whole again.
 */
export function rateLimitHeaders(reports: readonly RateReport[]): Record<string, string> {
  if (reports.length === 0) return {};
  const policies = reports.map(({ policy }) => `"${policy.name}";q=${policy.capacity};w=60`);
  const left = reports.map(({ policy, verdict }) => {
    const seconds = Math.ceil(waitFor(policy, verdict.points, policy.capacity) / 1_000);
    return `"${policy.name}";r=${Math.max(0, Math.floor(verdict.points))};t=${seconds}`;
  });
  return { 'ratelimit-policy': policies.join(', '), ratelimit: left.join(', ') };
}

function rateLimited(limit: string, waitMs: number, reports: readonly RateReport[] = []): Error {
  const retryAfterSeconds = Math.max(1, Math.ceil(waitMs / 1_000));
  const headers = { 'retry-after': String(retryAfterSeconds), ...rateLimitHeaders(reports) };
  return gatewayError(
    'RATE_LIMITED',
    `Too much was asked for in too short a time: try again in ${retryAfterSeconds} s`,
    {
      extensions: {
        limit,
        retryAfterSeconds,
        http: { status: 429, headers: new Map(Object.entries(headers)) },
      },
    },
  );
}
