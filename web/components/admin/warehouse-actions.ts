'use server';
import {
  adjustStock,
  createWarehouse,
  setLowStockThreshold,
  transferStock,
  updateWarehouse,
} from '@/lib/api/warehouses.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { readAdjustment, wholeNumber } from '@/lib/stock-form.ts';
import { type FormState, refusedForm, textValues } from '../ui/form-state.ts';
import { submitStaffForm } from './staff-form.ts';

const path = '/admin/warehouses';

function readWarehouse(values: Record<string, string>) {
  const { name = '' } = values;
  const priority = wholeNumber(values.priority, -1_000_000, 1_000_000);
  const fieldErrors = {
    ...(name ? {} : { name: 'Please enter a name.' }),
    ...(priority === null ? { priority: 'Please enter a whole number.' } : {}),
  };
  return { name, priority: priority ?? 0, fieldErrors, isSound: Object.keys(fieldErrors).length === 0 };
}

/** Opens a warehouse, once for each form that was opened. */
export async function openWarehouseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { name, priority, fieldErrors, isSound } = readWarehouse(values);
  if (!isSound) return refusedForm(values, null, fieldErrors);
  const key = idempotencyKey('createWarehouse', { name, priority, opened: values.opened });
  return submitStaffForm({ values, path, done: `${name} is open.` }, () =>
    createWarehouse({ name, priority, idempotencyKey: key }),
  );
}

/** Changes a warehouse's name and place in the order, gives it up or takes it back, as the pressed button says. */
export async function changeWarehouseAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { id = '', operation } = values;
  if (operation === 'give-up' || operation === 'take-back') {
    const active = operation === 'take-back';
    const done = active ? 'It is in use again.' : 'It is given up.';
    return submitStaffForm({ values, path, done }, () => updateWarehouse({ id, active }));
  }
  const { name, priority, fieldErrors, isSound } = readWarehouse(values);
  if (!isSound) return refusedForm(values, null, fieldErrors);
  return submitStaffForm({ values, path, done: 'It is changed.' }, () =>
    updateWarehouse({ id, name, priority }),
  );
}

/** Adjusts the stock of a variant. `shown` is the stock that the form showed: the same form sent twice is one adjustment. */
export async function adjustStockAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { input, fieldErrors } = readAdjustment(values);
  if (!input) return refusedForm(values, null, fieldErrors);
  const key = idempotencyKey('adjustStock', { ...input, shown: values.shown });
  return submitStaffForm({ values, path, done: 'The stock is adjusted.' }, () =>
    adjustStock({ ...input, idempotencyKey: key }),
  );
}

/** Moves units of a variant from one warehouse to another. */
export async function transferStockAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const { variantId = '', fromWarehouseId = '', toWarehouseId = '' } = values;
  const quantity = wholeNumber(values.quantity, 1);
  if (quantity === null) return refusedForm(values, null, { quantity: 'Please enter how many, 1 or more.' });
  if (fromWarehouseId === toWarehouseId) {
    return refusedForm(values, null, { toWarehouseId: 'Please choose another warehouse.' });
  }
  const input = { variantId, fromWarehouseId, toWarehouseId, quantity };
  const key = idempotencyKey('transferStock', { ...input, shown: values.shown });
  return submitStaffForm({ values, path, done: 'The units are moved.' }, () =>
    transferStock({ ...input, idempotencyKey: key }),
  );
}

/** Says at how many units a variant's stock counts as low. */
export async function setThresholdAction(_previous: FormState, form: FormData): Promise<FormState> {
  const values = textValues(form);
  const threshold = wholeNumber(values.threshold, 0);
  if (threshold === null) return refusedForm(values, null, { threshold: 'Please enter 0 or more.' });
  return submitStaffForm({ values, path, done: 'The threshold is kept.' }, () =>
    setLowStockThreshold({ variantId: values.variantId ?? '', threshold }),
  );
}
