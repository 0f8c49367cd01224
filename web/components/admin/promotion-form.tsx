'use client';
import { useActionState, useState } from 'react';
import type { PromotionView } from '@/lib/api/promotions.ts';
import { toDecimal } from '@/lib/money.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { SubmitButton } from '../ui/submit-button.tsx';
import { archivePromotionAction, savePromotionAction } from './promotion-actions.ts';

interface PromotionFormProps {
  /** Absent for a new one. */
  readonly promotion?: PromotionView;
  /** When the form was opened, so that the same form sent twice makes one promotion. */
  readonly opened: string;
}

const box = 'grid gap-4 rounded-md border border-line bg-surface p-5';

/** The texts that the form begins with. */
function textsOf(promotion?: PromotionView): Record<string, string> {
  if (!promotion) return { kind: 'PERCENTAGE', currency: 'USD', enabled: 'on', priority: '0' };
  const instant = (at?: string | null) => (at ? at.slice(0, 16) : '');
  const flag = (on: boolean) => (on ? 'on' : '');
  return {
    name: promotion.name,
    code: promotion.code ?? '',
    kind: promotion.kind,
    percent: promotion.basisPoints ? String(promotion.basisPoints / 100) : '',
    amount: promotion.amount ? toDecimal(promotion.amount) : '',
    currency: promotion.currency,
    enabled: flag(promotion.enabled),
    startsAt: instant(promotion.startsAt),
    endsAt: instant(promotion.endsAt),
    minimumSpend: promotion.minimumSpend.amountMinor > 0 ? toDecimal(promotion.minimumSpend) : '',
    productIds: promotion.productIds.join(', '),
    categorySlugs: promotion.categorySlugs.join(', '),
    sellerIds: promotion.sellerIds.join(', '),
    customerIds: promotion.customerIds.join(', '),
    firstOrderOnly: flag(promotion.firstOrderOnly),
    usageLimit: String(promotion.usageLimit ?? ''),
    usageLimitPerCustomer: String(promotion.usageLimitPerCustomer ?? ''),
    exclusive: flag(promotion.exclusive),
    priority: String(promotion.priority),
  };
}

/** Makes or changes a promotion; with a code it is a voucher. */
export function PromotionForm({ promotion, opened }: PromotionFormProps) {
  const [state, action] = useActionState(savePromotionAction, idleForm);
  const texts = state.status === 'error' ? state.values : textsOf(promotion);
  const [kind, setKind] = useState(texts.kind ?? 'PERCENTAGE');
  const field = (name: string) => ({
    name,
    defaultValue: texts[name] ?? '',
    error: state.fieldErrors[name],
  });
  return (
    <div className="grid gap-6">
      <form action={action} noValidate className="grid gap-6">
        <FormErrors state={state} />
        <input type="hidden" name="opened" value={opened} />
        {promotion && <input type="hidden" name="id" value={promotion.id} />}
        {promotion && <input type="hidden" name="version" value={promotion.version} />}
        <section className={`${box} sm:grid-cols-2`}>
          <TextField {...field('name')} label="Name" hint="Buyers see it." maxLength={120} />
          <TextField
            {...field('code')}
            label="Code"
            optional
            hint="Without one every cart gets it that meets the conditions."
            maxLength={40}
          />
          <SelectField
            name="kind"
            label="Takes off"
            value={kind}
            onChange={(event) => setKind(event.target.value)}
          >
            <option value="PERCENTAGE">A share of the goods</option>
            <option value="AMOUNT">An amount</option>
            <option value="FREE_SHIPPING">The price of shipping</option>
          </SelectField>
          {kind === 'PERCENTAGE' && <TextField {...field('percent')} label="Percent" inputMode="decimal" />}
          {kind === 'AMOUNT' && <TextField {...field('amount')} label="Amount, net" inputMode="decimal" />}
          <SelectField name="currency" label="Currency" defaultValue={texts.currency}>
            <option>USD</option>
            <option>EUR</option>
            <option>GBP</option>
          </SelectField>
          <Check name="enabled" label="Switched on" on={texts.enabled === 'on'} />
        </section>
        <section className={`${box} sm:grid-cols-2`}>
          <h2 className="font-semibold sm:col-span-2">Conditions</h2>
          <TextField {...field('startsAt')} type="datetime-local" label="From (UTC)" optional />
          <TextField {...field('endsAt')} type="datetime-local" label="Until (UTC)" optional />
          <TextField
            {...field('minimumSpend')}
            label="Minimum spend, net"
            hint="Of the goods it is for, before reductions."
            optional
            inputMode="decimal"
          />
          <TextField {...field('categorySlugs')} label="Categories" hint="Slugs, by comma." optional />
          <TextField {...field('productIds')} label="Products" hint="Ids, by comma." optional />
          <TextField {...field('sellerIds')} label="Sellers" hint="Ids, by comma." optional />
          <TextField {...field('customerIds')} label="Customers" hint="Ids, by comma." optional />
          <Check name="firstOrderOnly" label="First orders only" on={texts.firstOrderOnly === 'on'} />
        </section>
        <section className={`${box} sm:grid-cols-2`}>
          <h2 className="font-semibold sm:col-span-2">How often, and with what else</h2>
          <TextField
            {...field('usageLimit')}
            label="Uses in all"
            hint={promotion ? 'Whether there is a limit cannot change any more.' : 'Settled when it is made.'}
            optional
            inputMode="numeric"
          />
          <TextField
            {...field('usageLimitPerCustomer')}
            label="Uses for each buyer"
            optional
            inputMode="numeric"
          />
          <TextField
            {...field('priority')}
            label="Priority"
            hint="Higher ones are taken off first."
            inputMode="numeric"
          />
          <Check name="exclusive" label="Stands alone" on={texts.exclusive === 'on'} />
        </section>
        <SubmitButton pendingLabel="Saving" className="justify-self-start">
          {promotion ? 'Save' : 'Create'}
        </SubmitButton>
      </form>
      {promotion && <Archive promotion={promotion} />}
    </div>
  );
}

function Check({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label className="flex min-h-11 items-center gap-3 self-end">
      <input type="checkbox" name={name} defaultChecked={on} className="size-4.5 accent-accent" /> {label}
    </label>
  );
}

function Archive({ promotion }: { promotion: PromotionView }) {
  const [state, action] = useActionState(archivePromotionAction, idleForm);
  return (
    <details className="rounded-md border border-line bg-surface">
      <summary className="flex min-h-12 list-none items-center px-5 font-semibold">Take out of use</summary>
      <form action={action} className="grid gap-4 px-5 pb-5">
        <FormErrors state={state} />
        <p className="text-soft">For good. Orders keep what they were given; the code becomes free.</p>
        <input type="hidden" name="id" value={promotion.id} />
        <input type="hidden" name="version" value={promotion.version} />
        <SubmitButton tone="danger" pendingLabel="Archiving" className="justify-self-start">
          Archive
        </SubmitButton>
      </form>
    </details>
  );
}
