import { randomBytes } from 'node:crypto';
import { createContract } from './openapi-contract.ts';
import { errorAnswer, failure, hideKey, notFound, refused } from './paypal-answers.ts';
import { type SimulatedAnswer, type SimulatedRequest, type Simulator, startSimulator } from './simulator.ts';

type Json = Record<string, unknown>;
type Money = { currency_code: string; value: string };
type Part = Json & { id: string; status: string; amount: Money };
type Order = {
  id: string;
  status: string;
  unit: Json & { amount: Money; custom_id: string; invoice_id: string };
  payer: 'waits' | 'approved' | 'declined';
  authorizations: Part[];
  captures: Part[];
  refunds: Part[];
};
type Dispute = Json & { dispute_id: string; status: string };

export type PayPalSimulator = Simulator & {
  /** PayPal's events, oldest first, as its webhooks carry them. */
  readonly events: (Json & { id: string; event_type: string })[];
  order(id: string): Order;
  /** The order that a merchant calls so. */
  orderFor(customId: string): Order;
  /** What the buyer does on PayPal's page; `declined` has an instrument that is refused afterwards. */
  approve(orderId: string, instrument?: 'good' | 'declined'): void;
  bounceRefund(refundId: string): void;
  openDispute(captureId: string): Dispute;
  closeDispute(disputeId: string, outcome: 'RESOLVED_BUYER_FAVOUR' | 'RESOLVED_SELLER_FAVOUR'): void;
  /** Tokens given out so far stop being taken. */
  withdrawTokens(): void;
};

export const payPalCredentials = { clientId: 'simulated-client', clientSecret: 'simulated-secret' };

const contract = createContract(
  ['paypal-orders-v2.json', 'paypal-payments-v2.json', 'paypal-webhooks-v1.json'],
  ['POST /v1/oauth2/token', 'GET /v1/customer/disputes', 'GET /v1/customer/disputes/{id}'],
);

/** PayPal's API as far as the shop uses it, in memory. */
export async function startPayPalSimulator(): Promise<PayPalSimulator> {
  const orders = new Map<string, Order>();
  const disputes: Dispute[] = [];
  const events: PayPalSimulator['events'] = [];
  const tokens = new Set<string>();
  const newId = (): string => randomBytes(9).toString('hex').slice(0, 17).toUpperCase();
  const time = (): string => new Date().toISOString().replace(/\.\d+/, '');
  const find = (list: 'authorizations' | 'captures' | 'refunds', id: string) => {
    for (const order of orders.values()) {
      const part = order[list].find((each) => each.id === id);
      if (part) return { order, part };
    }
    return undefined;
  };

  function emit(event_type: string, resource_type: string, resource: object): void {
    events.push({
      id: `WH-${newId()}`,
      event_version: '1.0',
      create_time: time(),
      resource_type,
      event_type,
      summary: event_type,
      resource: structuredClone(resource) as Json,
    });
  }

  function show(order: Order): Json {
    const { authorizations, captures, refunds } = order;
    const some = (parts: Part[]): Part[] | undefined => (parts.length > 0 ? parts : undefined);
    const payments = {
      authorizations: some(authorizations),
      captures: some(captures),
      refunds: some(refunds),
    };
    return {
      id: order.id,
      intent: 'AUTHORIZE',
      status: order.status,
      create_time: time(),
      purchase_units: [{ ...order.unit, ...(authorizations.length > 0 ? { payments } : {}) }],
      links: [
        {
          href: `https://api-m.sandbox.paypal.com/v2/checkout/orders/${order.id}`,
          rel: 'self',
          method: 'GET',
        },
        ...(order.status === 'PAYER_ACTION_REQUIRED'
          ? [
              {
                href: `https://www.sandbox.paypal.com/checkoutnow?token=${order.id}`,
                rel: 'payer-action',
                method: 'GET',
              },
            ]
          : []),
      ],
    };
  }

  function partOf(order: Order, status: string, amount: Money): Part {
    const { custom_id, invoice_id } = order.unit;
    return { id: newId(), status, amount, custom_id, invoice_id, create_time: time(), update_time: time() };
  }

  const related = (order: Order, part: Part, ids: Json = {}): Json => ({
    ...part,
    supplementary_data: { related_ids: { order_id: order.id, ...ids } },
  });

  function create(body: Json): SimulatedAnswer {
    const [unit] = body.purchase_units as [Order['unit']];
    const taken = [...orders.values()].some(
      (order) => order.unit.invoice_id === unit.invoice_id && order.authorizations.length > 0,
    );
    if (taken) return refused(422, 'DUPLICATE_INVOICE_ID');
    const order: Order = {
      id: newId(),
      status: 'PAYER_ACTION_REQUIRED',
      unit,
      payer: 'waits',
      authorizations: [],
      captures: [],
      refunds: [],
    };
    orders.set(order.id, order);
    return { status: 200, body: show(order) };
  }

  function authorize(order: Order, isRepeat: boolean): SimulatedAnswer {
    if (order.authorizations.length > 0) {
      return isRepeat ? { status: 200, body: show(order) } : refused(422, 'ORDER_ALREADY_AUTHORIZED');
    }
    if (order.payer === 'waits') return refused(422, 'ORDER_NOT_APPROVED');
    if (order.payer === 'declined') return refused(422, 'PAYER_CANNOT_PAY');
    const authorization = partOf(order, 'CREATED', order.unit.amount);
    order.authorizations.push(authorization);
    order.status = 'COMPLETED';
    emit('PAYMENT.AUTHORIZATION.CREATED', 'authorization', related(order, authorization));
    return { status: 201, body: show(order) };
  }

  function capture(order: Order, authorization: Part, body: Json): SimulatedAnswer {
    if (authorization.status === 'CAPTURED') return refused(422, 'AUTHORIZATION_ALREADY_CAPTURED');
    if (authorization.status !== 'CREATED') return refused(422, 'AUTHORIZATION_VOIDED');
    authorization.status = 'CAPTURED';
    const made = partOf(order, 'COMPLETED', (body.amount as Money | undefined) ?? authorization.amount);
    order.captures.push({ ...made, final_capture: true });
    const shown = related(order, made, { authorization_id: authorization.id });
    emit('PAYMENT.CAPTURE.COMPLETED', 'capture', shown);
    return { status: 201, body: shown };
  }

  function refund(order: Order, captured: Part, body: Json): SimulatedAnswer {
    const amount = (body.amount as Money | undefined) ?? captured.amount;
    const given = order.refunds.reduce((sum, part) => sum + Number(part.amount.value), 0);
    if (given + Number(amount.value) > Number(captured.amount.value) + 1e-9) {
      return refused(422, 'REFUND_AMOUNT_EXCEEDED');
    }
    const up = {
      href: `https://api-m.sandbox.paypal.com/v2/payments/captures/${captured.id}`,
      rel: 'up',
      method: 'GET',
    };
    const made: Part = { ...partOf(order, 'COMPLETED', amount), links: [up] };
    order.refunds.push(made);
    emit('PAYMENT.CAPTURE.REFUNDED', 'refund', related(order, made));
    return { status: 201, body: made };
  }

  const keysSeen = new Set<string>();

  function handle(request: SimulatedRequest): SimulatedAnswer {
    const { method, path, query } = request;
    if (path === '/v1/oauth2/token') return giveToken(request);
    if (!tokens.has(String(request.headers.authorization).replace('Bearer ', ''))) {
      return { status: 401, body: failure('AUTHENTICATION_FAILURE', 'Authentication failed.') };
    }
    const key = String(request.headers['paypal-request-id'] ?? '');
    const isRepeat = key !== '' && keysSeen.has(key);
    if (key !== '') keysSeen.add(key);
    const body = (request.body ? JSON.parse(request.body) : {}) as Json;
    const [, , , kind, id = '', action] = path.split('/');
    switch (`${method} ${kind}${id ? ' :id' : ''}${action ? ` ${action}` : ''}`) {
      case 'POST orders': {
        // PayPal answers a repeat with the order as it is now.
        const reference = (body.purchase_units as [Order['unit']])[0].custom_id;
        const known = isRepeat && [...orders.values()].find(({ unit }) => unit.custom_id === reference);
        return known ? { status: 200, body: show(known) } : create(body);
      }
      case 'GET orders :id':
        return orders.has(id) ? { status: 200, body: show(orders.get(id)!) } : notFound();
      case 'POST orders :id authorize':
        return orders.has(id) ? authorize(orders.get(id)!, isRepeat) : notFound();
      case 'POST authorizations :id capture': {
        const found = find('authorizations', id);
        if (!found) return notFound();
        const [done] = found.order.captures;
        if (done && isRepeat) return { status: 201, body: related(found.order, done) };
        return capture(found.order, found.part, body);
      }
      case 'POST authorizations :id void': {
        const found = find('authorizations', id);
        if (!found) return notFound();
        if (found.part.status === 'CAPTURED') return refused(422, 'PREVIOUSLY_CAPTURED');
        if (found.part.status === 'VOIDED') return refused(422, 'PREVIOUSLY_VOIDED');
        found.part.status = 'VOIDED';
        emit('PAYMENT.AUTHORIZATION.VOIDED', 'authorization', related(found.order, found.part));
        return { status: 200, body: related(found.order, found.part) };
      }
      case 'POST captures :id refund': {
        const found = find('captures', id);
        if (!found) return notFound();
        const done = isRepeat && found.order.refunds.find((part) => part.key === key);
        if (done) return { status: 201, body: hideKey(done) };
        const answer = refund(found.order, found.part, body);
        if (answer.status === 201) Object.assign(found.order.refunds.at(-1)!, { key });
        return { ...answer, body: hideKey(answer.body as Json) };
      }
      case 'GET webhooks-events': {
        const type = query.get('event_type');
        const found = events.filter(({ event_type }) => !type || event_type === type);
        return { status: 200, body: { events: found, count: found.length, links: [] } };
      }
      case 'GET disputes': {
        const about = query.get('disputed_transaction_id');
        const items = disputes.filter(({ captureId }) => captureId === about);
        return { status: 200, body: { items: items.map(({ dispute_outcome: _, ...item }) => item) } };
      }
      case 'GET disputes :id': {
        const dispute = disputes.find(({ dispute_id }) => dispute_id === id);
        return dispute ? { status: 200, body: dispute } : notFound();
      }
    }
    return notFound();
  }

  function giveToken({ headers }: SimulatedRequest): SimulatedAnswer {
    const { clientId, clientSecret } = payPalCredentials;
    const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (headers.authorization !== expected) return { status: 401, body: { error: 'invalid_client' } };
    const token = newId();
    tokens.add(token);
    return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 32_400 } };
  }

  const simulator = await startSimulator({
    contract,
    handle: (request) => JSON.parse(JSON.stringify(handle(request))) as SimulatedAnswer,
    keyOf: (headers) => headers['paypal-request-id'] as string | undefined,
    onRepeat: 'handle',
    errorAnswer,
  });
  return Object.assign(simulator, {
    events,
    order: (id: string) => orders.get(id)!,
    orderFor: (customId: string) => [...orders.values()].find(({ unit }) => unit.custom_id === customId)!,
    approve(orderId: string, instrument: 'good' | 'declined' = 'good') {
      const order = orders.get(orderId)!;
      order.payer = instrument === 'good' ? 'approved' : 'declined';
      order.status = 'APPROVED';
      emit('CHECKOUT.ORDER.APPROVED', 'checkout-order', show(order));
    },
    bounceRefund(refundId: string) {
      const { order, part } = find('refunds', refundId)!;
      part.status = 'FAILED';
      emit('PAYMENT.REFUND.FAILED', 'refund', related(order, part));
    },
    openDispute(captureId: string) {
      const { order, part } = find('captures', captureId)!;
      const dispute: Dispute = {
        dispute_id: `PP-D-${newId()}`,
        create_time: time(),
        reason: 'MERCHANDISE_OR_SERVICE_NOT_RECEIVED',
        status: 'OPEN',
        dispute_amount: part.amount,
        disputed_transactions: [{ seller_transaction_id: captureId, custom: order.unit.custom_id }],
        captureId,
      };
      disputes.push(dispute);
      emit('CUSTOMER.DISPUTE.CREATED', 'dispute', dispute);
      return dispute;
    },
    closeDispute(disputeId: string, outcome_code: string) {
      const dispute = disputes.find(({ dispute_id }) => dispute_id === disputeId)!;
      Object.assign(dispute, { status: 'RESOLVED', dispute_outcome: { outcome_code } });
      emit('CUSTOMER.DISPUTE.RESOLVED', 'dispute', dispute);
    },
    withdrawTokens: () => tokens.clear(),
  });
}
