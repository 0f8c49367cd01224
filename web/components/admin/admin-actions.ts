'use server';
import {
  decideReturn,
  fulfilOrder,
  markOrderDelivered,
  type ReturnDecision,
  refundPayment,
} from '@/lib/api/admin.ts';
import { cancelOrder } from '@/lib/api/orders.ts';
import type { UserError } from '@/lib/error-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { parseDecimal } from '@/lib/money.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { submitStaffForm } from './staff-form.ts';

/** Runs a staff action on an order and shows the order as it is afterwards. */
function submit(
  orderId: string,
  values: Record<string, string>,
  done: string,
  run: () => Promise<readonly UserError[]>,
): Promise<FormState> {
  return submitStaffForm({ values, path: `/admin/orders/${orderId}`, done }, run);
}

type Values = Record<string, string>;

/** Does what the field `task` names, with the other fields of its form. */
export async function orderTaskAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  switch (values.task) {
    case 'ship':
      return fulfil(values);
    case 'deliver':
      return deliver(values);
    case 'return':
      return decide(values);
    case 'refund':
      return refund(values);
    case 'cancel':
      return staffCancel(values);
    default:
      return refusedForm(values, 'Please choose.');
  }
}

/** Records a shipment of `quantity:LINE` units, or of all open lines. */
async function fulfil(values: Values): Promise<FormState> {
  const { orderId = '', version, carrier, trackingNumber, trackingUrl } = values;
  if (trackingUrl && !trackingUrl.startsWith('https://')) {
    return refusedForm(values, null, { trackingUrl: 'Please enter an https address.' });
  }
  const lines = Object.entries(values)
    .filter(([name, value]) => name.startsWith('quantity:') && Number(value) > 0)
    .map(([name, value]) => ({ orderLineId: name.slice('quantity:'.length), quantity: Number(value) }));
  if (lines.length === 0) return refusedForm(values, 'Please choose at least one unit.');
  const input = {
    orderId,
    lines,
    ...(carrier ? { carrier } : {}),
    ...(trackingNumber ? { trackingNumber } : {}),
    ...(trackingUrl ? { trackingUrl } : {}),
  };
  const key = idempotencyKey('fulfilOrder', { ...input, version });
  return submit(orderId, values, 'The shipment is recorded.', () =>
    fulfilOrder({ ...input, idempotencyKey: key }),
  );
}

/** Records that a shipped order has arrived. */
async function deliver(values: Values): Promise<FormState> {
  const { orderId = '', version } = values;
  const key = idempotencyKey('markOrderDelivered', { orderId, version });
  return submit(orderId, values, 'The order is delivered.', () =>
    markOrderDelivered({ orderId, idempotencyKey: key }),
  );
}

/** Cancels an order for the shop. */
async function staffCancel(values: Values): Promise<FormState> {
  const { orderId = '', version, reason } = values;
  const key = idempotencyKey('cancelOrder', { orderId, version, reason });
  const input = { orderId, ...(reason ? { reason } : {}), idempotencyKey: key };
  return submit(
    orderId,
    values,
    'The order is cancelled.',
    async () => (await cancelOrder(input)).userErrors,
  );
}

/**
 * Pays back `amount` in whole currency units with decimals, or all that is left. `refunded` is what was paid back when the
 * form was shown: pressed twice it is one refund, an equal one later is another.
 */
async function refund(values: Values): Promise<FormState> {
  const { orderId = '', paymentId = '', currency = 'USD', refunded, amount, reason = '' } = values;
  const amountMinor = amount ? parseDecimal(amount, currency) : null;
  if (amount && (amountMinor === null || amountMinor <= 0)) {
    return refusedForm(values, null, { amount: 'Please enter an amount such as 12.50.' });
  }
  if (!reason) return refusedForm(values, null, { reason: 'Please enter why; the customer may ask.' });
  const input = { paymentId, reason, ...(amountMinor === null ? {} : { amountMinor }) };
  const key = idempotencyKey('refundPayment', { ...input, refunded });
  return submit(orderId, values, 'The refund is on its way.', () =>
    refundPayment({ ...input, idempotencyKey: key }),
  );
}

const returnDecisions: readonly ReturnDecision[] = ['approve', 'reject', 'receive', 'refundAgain'];

/**
 * Approves, rejects or receives a return, or pays it back again, as the pressed button says. A refund may fail more than
 * once, each time at another version of the order.
 */
async function decide(values: Values): Promise<FormState> {
  const { orderId = '', returnId = '', note, version } = values;
  const decision = returnDecisions.find((known) => known === values.decision);
  if (!decision) return refusedForm(values, 'Please choose.');
  const lines = Object.entries(values)
    .filter(([name]) => decision === 'receive' && name.startsWith('received:'))
    .map(([name, quantity]) => {
      const orderLineId = name.slice('received:'.length);
      return { orderLineId, quantity: Number(quantity), restock: values[`broken:${orderLineId}`] !== 'on' };
    });
  const asked = { returnId, ...(note ? { note } : {}), ...(lines.length > 0 ? { lines } : {}) };
  const once = decision === 'refundAgain' ? { ...asked, version } : asked;
  const input = { ...asked, idempotencyKey: idempotencyKey(`${decision}Return`, once) };
  return submit(orderId, values, 'The return is updated.', () => decideReturn(decision, input));
}
