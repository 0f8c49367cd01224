import {
  BrokenCircuitError,
  CircuitState,
  circuitBreaker,
  handleWhenResult,
  SamplingBreaker,
} from 'cockatiel';
import { Gauge } from 'prom-client';
import type { PaymentProvider, Unknown } from './payment-provider.ts';

export type BreakerOptions = {
  /** How long nothing is asked before one call may try. */
  readonly halfOpenAfterMs?: number;
  /** The share of calls without an outcome that opens the breaker, over `windowMs`. */
  readonly threshold?: number;
  readonly windowMs?: number;
  /** Below this rate nothing is concluded. */
  readonly minimumPerSecond?: number;
};

const open = new Gauge({
  name: 'souk_payment_provider_open',
  help: '1 while a provider is not asked because most calls led nowhere',
  labelNames: ['provider'],
});

/**
 * A provider that is left alone for a while when most calls to it lead nowhere: what is asked meanwhile is answered as
 * not known at once, and tried again later with the same key. Only what another try can mend counts against it.
 */
export function withBreaker(provider: PaymentProvider, options: BreakerOptions = {}): PaymentProvider {
  const { halfOpenAfterMs = 2_000, threshold = 0.7, windowMs = 10_000, minimumPerSecond = 1 } = options;
  const policy = circuitBreaker(handleWhenResult(isPassingFailure), {
    halfOpenAfter: halfOpenAfterMs,
    breaker: new SamplingBreaker({ threshold, duration: windowMs, minimumRps: minimumPerSecond }),
  });
  const { name } = provider;
  open.set({ provider: name }, 0);
  policy.onStateChange((state) => open.set({ provider: name }, state === CircuitState.Open ? 1 : 0));

  function guarded<Request, Outcome>(
    call: (request: Request) => Promise<Outcome>,
  ): (request: Request) => Promise<Outcome | Unknown> {
    return async (request) => {
      try {
        return await policy.execute(() => call(request));
      } catch (error) {
        if (error instanceof BrokenCircuitError)
          return { kind: 'unknown', reason: `${name} is not asked just now` };
        throw error;
      }
    };
  }

  return {
    ...provider,
    authorise: guarded(provider.authorise),
    confirm: guarded(provider.confirm),
    capture: guarded(provider.capture),
    void: guarded(provider.void),
    refund: guarded(provider.refund),
    retrieve: guarded(provider.retrieve),
    forgetMethod: guarded(provider.forgetMethod),
  };
}

function isPassingFailure(outcome: unknown): boolean {
  const { kind, needsPerson } = outcome as Partial<Unknown>;
  return kind === 'unknown' && !needsPerson;
}
