'use client';
import Link from 'next/link';
import { useActionState, useEffect, useState } from 'react';
import type { AddressViewFragment } from '@/lib/api/generated/graphql.ts';
import { countryName } from '@/lib/countries.ts';
import { deliverySpan } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { addressLabels, addressValues } from './address-field-names.ts';
import { AddressFormFields } from './address-form-fields.tsx';
import { saveShippingAction } from './checkout-actions.ts';
import { ChoiceCard } from './choice-card.tsx';

interface ShippingFormProps {
  readonly initial: Readonly<Record<string, string | null | undefined>>;
  readonly saved: readonly AddressViewFragment[];
  /** Today, as the server has it, so that both render the same dates. */
  readonly today: string;
}

/** Where the order goes and how. Country and method change the summary beside it at once. */
export function ShippingForm({ initial, saved, today }: ShippingFormProps) {
  const [state, action] = useActionState(saveShippingAction, idleForm);
  const { cart, estimate, isPending } = useCart();
  const [start, setStart] = useState(initial);
  const [savedId, setSavedId] = useState('');
  const [region, setRegion] = useState(initial.region ?? null);
  const [seen, setSeen] = useState(state);
  if (seen !== state) {
    setSeen(state);
    setSavedId('');
  }
  const methods = cart?.shippingMethods ?? [];
  const chosen = cart?.shippingMethod?.id ?? methods[0]?.id;
  const country = cart?.shippingCountryCode ?? 'US';
  // The address that is filled in may lie elsewhere than the cart was told so far: another choice, other prices.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, with what the page was opened with
  useEffect(() => {
    const { countryCode, region: place } = initial;
    if (countryCode && countryCode !== country) estimate(countryCode, null, place);
  }, []);

  const fillIn = (address: AddressViewFragment) => {
    setSavedId(address.id);
    setStart(addressValues(address));
    setRegion(address.region ?? null);
    estimate(address.countryCode, null, address.region);
  };

  return (
    <form action={action} noValidate className="grid gap-9">
      <FormErrors state={state} labels={addressLabels(state.values.countryCode)} />
      <section className="grid gap-4">
        <h2 className="text-title">Where to?</h2>
        {saved.length > 0 && (
          <ul className="flex flex-wrap gap-2" aria-label="Your addresses">
            {saved.map((address) => (
              <li key={address.id}>
                <button
                  type="button"
                  aria-pressed={address.id === savedId}
                  onClick={() => fillIn(address)}
                  className="min-h-11 rounded-sm border border-line bg-surface px-4 py-2 text-left text-small aria-pressed:border-ink aria-pressed:ring-1 aria-pressed:ring-ink"
                >
                  <span className="block font-medium">{address.name}</span>
                  <span className="text-soft">
                    {address.line1}, {address.city}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
        <AddressFormFields
          key={savedId}
          state={savedId ? idleForm : state}
          initial={{ countryCode: country, ...start }}
          onPlaceChange={(code, place) => {
            setRegion(place);
            estimate(code, null, place);
          }}
        />
      </section>
      <fieldset className="grid gap-3" aria-busy={isPending || undefined}>
        <legend className="mb-3 text-title font-semibold">How fast?</legend>
        {methods.length === 0 ? (
          <Notice tone="warn">
            We do not ship to {countryName(country)} yet. Please choose another country.
          </Notice>
        ) : (
          methods.map((method) => (
            <ChoiceCard
              key={method.id}
              name="shippingMethodId"
              value={method.id}
              checked={method.id === chosen}
              onChoose={() => estimate(country, method.id, region)}
              icon={<Icon name="truck" size={22} />}
              title={method.name}
              detail={`Arrives ${deliverySpan(new Date(today), method.minDays, method.maxDays)}`}
              aside={method.price.amountMinor === 0 ? 'Free' : formatMoney(method.price)}
            />
          ))
        )}
      </fieldset>
      <div className="flex flex-col-reverse items-center justify-between gap-3 sm:flex-row">
        <Link
          href="/checkout/contact"
          className="inline-flex min-h-11 items-center text-soft hover:text-ink hover:underline"
        >
          Back to contact
        </Link>
        <SubmitButton
          size="large"
          pendingLabel="Saving"
          disabled={methods.length === 0 || isPending}
          className="w-full sm:w-auto"
        >
          Continue to payment
        </SubmitButton>
      </div>
    </form>
  );
}
