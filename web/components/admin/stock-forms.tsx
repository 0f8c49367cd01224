'use client';
import { useActionState } from 'react';
import type { VariantStock, Warehouse } from '@/lib/api/warehouses.ts';
import { adjustmentReasons } from '@/lib/stock-form.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { type FormState, idleForm } from '../ui/form-state.ts';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { adjustStockAction, setThresholdAction, transferStockAction } from './warehouse-actions.ts';

interface StockFormProps {
  readonly variant: VariantStock;
  /** Those in use, in the order in which they are taken from. */
  readonly warehouses: readonly Warehouse[];
}

const box = 'grid content-start gap-4 rounded-md border border-line bg-surface p-5';

/** What can be done with the stock of a variant: adjust it, move it, say when it is low. */
export function StockForms({ variant, warehouses }: StockFormProps) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Adjust variant={variant} warehouses={warehouses} />
      <div className="grid content-start gap-4">
        {warehouses.length > 1 && <Transfer variant={variant} warehouses={warehouses} />}
        <Threshold variant={variant} />
      </div>
    </div>
  );
}

/** The stock as the form shows it: with it the same form sent twice is told from the same units a second time. */
function shown({ stock }: VariantStock): string {
  return JSON.stringify(stock?.map((level) => [level.warehouse.id, level.available, level.reserved]));
}

function Outcome({ state }: { state: FormState }) {
  return state.status === 'done' ? (
    <Notice tone="good">{state.message}</Notice>
  ) : (
    <FormErrors state={state} />
  );
}

function Places({ warehouses }: { warehouses: readonly Warehouse[] }) {
  return warehouses.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
}

function Adjust({ variant, warehouses }: StockFormProps) {
  const [state, action] = useActionState(adjustStockAction, idleForm);
  const values = state.status === 'error' ? state.values : {};
  return (
    <form action={action} noValidate className={box}>
      <h3 className="font-semibold">Adjust</h3>
      <Outcome state={state} />
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="shown" value={shown(variant)} />
      <SelectField
        key={`at ${values.warehouseId}`}
        name="warehouseId"
        label="Warehouse"
        defaultValue={values.warehouseId}
      >
        <Places warehouses={warehouses} />
      </SelectField>
      <SelectField
        key={`why ${values.reason}`}
        name="reason"
        label="Why"
        defaultValue={values.reason ?? 'RECEIVED'}
        error={state.fieldErrors.reason}
      >
        {Object.entries(adjustmentReasons).map(([reason, words]) => (
          <option key={reason} value={reason}>
            {words}
          </option>
        ))}
      </SelectField>
      <TextField
        name="units"
        label="Units"
        inputMode="text"
        hint="That came, or with a minus went; when counted, how many there are, held ones included."
        defaultValue={values.units ?? ''}
        error={state.fieldErrors.units}
      />
      <SubmitButton pendingLabel="Adjusting" className="justify-self-start">
        Adjust
      </SubmitButton>
    </form>
  );
}

function Transfer({ variant, warehouses }: StockFormProps) {
  const [state, action] = useActionState(transferStockAction, idleForm);
  const values = state.status === 'error' ? state.values : {};
  return (
    <form action={action} noValidate className={box}>
      <h3 className="font-semibold">Move to another warehouse</h3>
      <Outcome state={state} />
      <input type="hidden" name="variantId" value={variant.id} />
      <input type="hidden" name="shown" value={shown(variant)} />
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          key={`from ${values.fromWarehouseId}`}
          name="fromWarehouseId"
          label="From"
          defaultValue={values.fromWarehouseId}
        >
          <Places warehouses={warehouses} />
        </SelectField>
        <SelectField
          key={`to ${values.toWarehouseId}`}
          name="toWarehouseId"
          label="To"
          defaultValue={values.toWarehouseId ?? warehouses[1]?.id}
          error={state.fieldErrors.toWarehouseId}
        >
          <Places warehouses={warehouses} />
        </SelectField>
      </div>
      <TextField
        name="quantity"
        label="How many"
        inputMode="numeric"
        hint="Free ones; those held for orders stay."
        defaultValue={values.quantity ?? ''}
        error={state.fieldErrors.quantity}
      />
      <SubmitButton tone="secondary" pendingLabel="Moving" className="justify-self-start">
        Move
      </SubmitButton>
    </form>
  );
}

function Threshold({ variant }: { variant: VariantStock }) {
  const [state, action] = useActionState(setThresholdAction, idleForm);
  return (
    <form action={action} noValidate className={box}>
      <h3 className="font-semibold">Low stock</h3>
      <Outcome state={state} />
      <input type="hidden" name="variantId" value={variant.id} />
      <TextField
        name="threshold"
        label="Counts as low from"
        inputMode="numeric"
        hint="Its seller is told once each time it falls so far."
        defaultValue={
          state.status === 'error' ? state.values.threshold : String(variant.lowStockThreshold ?? '')
        }
        error={state.fieldErrors.threshold}
      />
      <SubmitButton tone="secondary" pendingLabel="Keeping" className="justify-self-start">
        Keep
      </SubmitButton>
    </form>
  );
}
