'use client';
import { useActionState } from 'react';
import type { ProductDetail } from '@/lib/api/catalogue.ts';
import { formatMoney } from '@/lib/money.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { announceFlashSaleAction } from './flash-sale-actions.ts';

interface FlashSaleFormProps {
  readonly product: ProductDetail;
  /** When the form was opened, so that the same form sent twice announces one sale. */
  readonly opened: string;
}

const dayMs = 86_400_000;

/** Announces a flash sale of a product's variant. */
export function FlashSaleForm({ product, opened }: FlashSaleFormProps) {
  const [state, action] = useActionState(announceFlashSaleAction, idleForm);
  const texts: Readonly<Record<string, string>> =
    state.status === 'error'
      ? state.values
      : {
          startsAt: opened.slice(0, 16),
          endsAt: new Date(Date.parse(opened) + dayMs).toISOString().slice(0, 16),
          limitPerBuyer: '1',
          holdMinutes: '10',
        };
  const field = (name: string) => ({
    name,
    defaultValue: texts[name] ?? '',
    error: state.fieldErrors[name],
  });
  return (
    <form
      action={action}
      noValidate
      className="grid max-w-3xl gap-4 rounded-md border border-line bg-surface p-5 sm:grid-cols-2"
    >
      <div className="sm:col-span-2">
        <h3 className="mb-2 font-semibold">{product.title}</h3>
        <FormErrors state={state} />
      </div>
      <input type="hidden" name="opened" value={opened} />
      <input type="hidden" name="currency" value={product.priceFrom.currency} />
      <SelectField name="variantId" label="Variant" defaultValue={texts.variantId} className="sm:col-span-2">
        {product.variants.map((variant) => (
          <option key={variant.id} value={variant.id}>
            {variant.title} · {formatMoney(variant.price)} · {variant.availableQuantity} free
          </option>
        ))}
      </SelectField>
      <TextField {...field('price')} label="Price, net" inputMode="decimal" />
      <TextField
        {...field('allocation')}
        label="Units"
        hint="They are set aside at once."
        inputMode="numeric"
      />
      <TextField {...field('startsAt')} type="datetime-local" label="From (UTC)" />
      <TextField {...field('endsAt')} type="datetime-local" label="Until (UTC)" hint="At most 30 days." />
      <TextField {...field('limitPerBuyer')} label="Most units per buyer" inputMode="numeric" />
      <TextField
        {...field('holdMinutes')}
        label="Held for, in minutes"
        hint="While a buyer checks out; 1 to 60."
        inputMode="numeric"
      />
      <SubmitButton pendingLabel="Announcing" className="justify-self-start">
        Announce
      </SubmitButton>
    </form>
  );
}
