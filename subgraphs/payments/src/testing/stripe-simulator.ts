import { randomBytes } from 'node:crypto';
import qs from 'qs';
import { createContract } from './openapi-contract.ts';
import { type SimulatedAnswer, type SimulatedRequest, type Simulator, startSimulator } from './simulator.ts';
import {
  accepted,
  declines,
  invalid,
  missing,
  newDispute,
  ok,
  page,
  type StripeObject,
  unexpected,
} from './stripe-answers.ts';

type Form = Record<string, unknown>;

export type StripeSimulator = Simulator & {
  /** Stripe's events, newest last, as its webhooks carry them. */
  readonly events: StripeObject[];
  intent(id: string): StripeObject;
  /** What the buyer does on the bank's page. */
  authenticate(intentId: string, succeeds: boolean): void;
  /** The bank gives an accepted refund back. */
  bounceRefund(refundId: string): void;
  openDispute(intentId: string, amount?: number): StripeObject;
  closeDispute(disputeId: string, outcome: 'won' | 'lost'): void;
};

const contract = createContract(['stripe.json'], ['POST /v1/payment_methods/{payment_method}/detach']);

/** Stripe's API as far as the shop uses it, in memory, with the methods of Stripe's test mode. */
export async function startStripeSimulator(): Promise<StripeSimulator> {
  const objects = new Map<string, StripeObject>();
  const events: StripeObject[] = [];
  const now = (): number => Math.floor(Date.now() / 1_000);
  const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;
  const keep = (object: StripeObject): StripeObject => {
    objects.set(object.id, object);
    return object;
  };
  const of = (kind: string): StripeObject[] => [...objects.values()].filter(({ object }) => object === kind);

  function emit(type: string, object: object): void {
    events.push({
      id: newId('evt'),
      object: 'event',
      api_version: '2023-08-16',
      created: now(),
      livemode: false,
      pending_webhooks: 1,
      request: { id: null, idempotency_key: null },
      type,
      data: { object: structuredClone(object) },
    });
  }

  function change(intent: StripeObject, to: object, event?: string): StripeObject {
    Object.assign(intent, to);
    if (event) emit(`payment_intent.${event}`, intent);
    return intent;
  }

  function authorise(intent: StripeObject): StripeObject {
    const to = { status: 'requires_capture', amount_capturable: intent.amount, next_action: null };
    return change(intent, to, 'amount_capturable_updated');
  }

  function createIntent(form: Form): SimulatedAnswer {
    const method = String(form.payment_method);
    const isKept = objects.get(method)?.object === 'payment_method';
    const decline = declines[method];
    if (!decline && !isKept && !accepted.includes(method)) return missing('payment_method', method);
    const card = isKept ? objects.get(method)! : newMethod(method);
    const intent = keep({
      id: newId('pi'),
      object: 'payment_intent',
      amount: Number(form.amount),
      amount_capturable: 0,
      amount_received: 0,
      capture_method: form.capture_method,
      confirmation_method: 'automatic',
      created: now(),
      currency: form.currency,
      customer: form.customer ?? null,
      description: form.description ?? null,
      last_payment_error: null,
      livemode: false,
      metadata: form.metadata ?? {},
      next_action: null,
      payment_method: card.id,
      payment_method_types: ['card'],
      setup_future_usage: form.setup_future_usage ?? null,
      status: 'requires_confirmation',
    });
    emit('payment_intent.created', { ...intent, status: 'requires_payment_method' });
    if (decline) {
      const error = { type: 'card_error', message: 'Your card was declined.', ...decline };
      change(intent, { status: 'requires_payment_method', last_payment_error: error }, 'payment_failed');
      return { status: 402, body: { error: { ...error, payment_intent: structuredClone(intent) } } };
    }
    if (card.customer === null && form.setup_future_usage) card.customer = form.customer;
    if (card.needsAction) {
      const url = `https://hooks.stripe.com/redirect/authenticate/${intent.id}`;
      const next_action = { type: 'redirect_to_url', redirect_to_url: { url, return_url: form.return_url } };
      return ok(change(intent, { status: 'requires_action', next_action }, 'requires_action'));
    }
    return ok(authorise(intent));
  }

  function newMethod(token: string): StripeObject {
    return keep({
      id: newId('pm'),
      object: 'payment_method',
      billing_details: { address: null, email: null, name: null, phone: null },
      card: { brand: 'visa', exp_month: 12, exp_year: 2034, funding: 'credit', last4: '4242' },
      created: now(),
      customer: null,
      livemode: false,
      type: 'card',
      needsAction: token === 'pm_card_threeDSecure2Required',
    });
  }

  function refund(form: Form): SimulatedAnswer {
    const intent = objects.get(String(form.payment_intent));
    if (!intent) return missing('payment_intent', String(form.payment_intent));
    if (intent.status !== 'succeeded') return invalid('charge_not_captured', 'It was not captured.');
    const disputed = of('dispute').some((dispute) => dispute.payment_intent === intent.id);
    if (disputed) return invalid('charge_disputed', 'It is disputed.');
    const left = Number(intent.amount_received) - refundedOf(intent);
    const amount = form.amount === undefined ? left : Number(form.amount);
    if (amount > left) return invalid('amount_too_large', 'More than is left.');
    const made = keep({
      id: newId('re'),
      object: 'refund',
      amount,
      created: now(),
      currency: intent.currency,
      metadata: form.metadata ?? {},
      payment_intent: intent.id,
      status: 'succeeded',
    });
    emit('charge.refunded', chargeOf(intent));
    return ok(made);
  }

  function refundedOf(intent: StripeObject): number {
    return of('refund')
      .filter((made) => made.payment_intent === intent.id && made.status === 'succeeded')
      .reduce((sum, { amount }) => sum + Number(amount), 0);
  }

  function chargeOf(intent: StripeObject): StripeObject {
    return {
      id: `ch_${intent.id.slice(3)}`,
      object: 'charge',
      amount: intent.amount,
      amount_captured: intent.amount_received,
      amount_refunded: refundedOf(intent),
      currency: intent.currency,
      livemode: false,
      metadata: intent.metadata,
      payment_intent: intent.id,
    };
  }

  function handle({ method, path, query, body }: SimulatedRequest): SimulatedAnswer {
    const form = qs.parse(body, { depth: 9 }) as Form;
    const [, , kind, id, action] = path.split('/');
    const object = id ? objects.get(id) : undefined;
    if (id && !object) return missing(kind!.replace(/s$/, ''), id);
    switch (`${method} ${kind}${id ? ' :id' : ''}${action ? ` ${action}` : ''}`) {
      case 'POST payment_intents':
        return createIntent(form);
      case 'GET payment_intents :id':
      case 'GET payment_methods :id':
        return ok(object!);
      case 'POST payment_intents :id confirm':
        return object!.status === 'requires_confirmation' ? ok(authorise(object!)) : unexpected(object!);
      case 'POST payment_intents :id capture': {
        if (object!.status !== 'requires_capture') return unexpected(object!);
        const taken = Number(form.amount_to_capture ?? object!.amount);
        const to = { status: 'succeeded', amount_received: taken, amount_capturable: 0 };
        return ok(change(object!, to, 'succeeded'));
      }
      case 'POST payment_intents :id cancel': {
        if (['succeeded', 'canceled'].includes(String(object!.status))) return unexpected(object!);
        return ok(
          change(object!, { status: 'canceled', amount_capturable: 0, next_action: null }, 'canceled'),
        );
      }
      case 'POST refunds':
        return refund(form);
      case 'GET refunds':
        return ok(
          page(
            '/v1/refunds',
            of('refund').filter((made) => made.payment_intent === query.get('payment_intent')),
          ),
        );
      case 'GET disputes':
        return ok(
          page(
            '/v1/disputes',
            of('dispute').filter((made) => made.payment_intent === query.get('payment_intent')),
          ),
        );
      case 'POST customers':
        return ok(
          keep({
            id: newId('cus'),
            object: 'customer',
            created: now(),
            livemode: false,
            email: form.email,
            metadata: form.metadata ?? {},
          }),
        );
      case 'POST payment_methods :id detach':
        objects.delete(id!);
        return ok({ ...object!, customer: null });
      case 'GET events':
        return ok(listEvents(query));
    }
    return missing('path', path);
  }

  function listEvents(query: URLSearchParams): object {
    const types = [...query].filter(([name]) => name.startsWith('types')).map(([, type]) => type);
    const newestFirst = events.toReversed().filter(({ type }) => types.includes(String(type)));
    const after = query.get('starting_after');
    const start = after ? newestFirst.findIndex((event) => event.id === after) + 1 : 0;
    // Small pages, so that a client that reads only the first is found out.
    const shown = newestFirst.slice(start, start + 2);
    return page('/v1/events', shown, newestFirst.length > start + 2);
  }

  const simulator = await startSimulator({
    contract,
    handle: (request) => structuredClone(handle(request)),
    keyOf: (headers) => headers['idempotency-key'] as string | undefined,
    onRepeat: 'replay',
    errorAnswer: (fault) => {
      const status = fault === 'rate-limit' ? 429 : fault === 'unauthorised' ? 401 : 500;
      const type = status === 500 ? 'api_error' : 'invalid_request_error';
      return { status, body: { error: { type, message: 'Simulated.' } } };
    },
    keyReused: () => ({
      status: 400,
      body: {
        error: { type: 'idempotency_error', message: 'Keys may only be used with the same parameters.' },
      },
    }),
  });
  return Object.assign(simulator, {
    events,
    intent: (id: string) => structuredClone(objects.get(id)!),
    authenticate(intentId: string, succeeds: boolean) {
      const intent = objects.get(intentId)!;
      if (succeeds) {
        authorise(intent);
        return;
      }
      const error = {
        type: 'invalid_request_error',
        code: 'payment_intent_authentication_failure',
        message: 'The authentication failed.',
      };
      const to = { status: 'requires_payment_method', next_action: null, last_payment_error: error };
      change(intent, to, 'payment_failed');
    },
    bounceRefund(refundId: string) {
      const made = Object.assign(objects.get(refundId)!, {
        status: 'failed',
        failure_reason: 'expired_or_canceled_card',
      });
      emit('charge.refund.updated', made);
    },
    openDispute(intentId: string, amount?: number) {
      const intent = objects.get(intentId)!;
      const dispute = keep(newDispute(newId('dp'), intent, amount ?? Number(intent.amount_received), now()));
      emit('charge.dispute.created', dispute);
      return dispute;
    },
    closeDispute(disputeId: string, outcome: 'won' | 'lost') {
      emit('charge.dispute.closed', Object.assign(objects.get(disputeId)!, { status: outcome }));
    },
  });
}
