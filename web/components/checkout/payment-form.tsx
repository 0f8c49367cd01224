'use client';
import Link from 'next/link';
import { type FormEvent, useActionState, useEffect, useRef, useState } from 'react';
import type { SavedPaymentMethod } from '@/lib/api/payment-methods.ts';
import { formatMoney } from '@/lib/money.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { payAction } from './checkout-actions.ts';
import { ChoiceCard } from './choice-card.tsx';
import { PaymentChoice, type PaymentProviderChoice } from './payment-choice.tsx';
import type { CardFields } from './stripe-card.tsx';

interface PaymentFormProps {
  readonly providers: readonly PaymentProviderChoice[];
  /** What the customer has kept; null where nobody is signed in. */
  readonly saved: readonly SavedPaymentMethod[] | null;
}

const details: Record<string, string> = {
  SANDBOX: 'Built-in demo provider',
  STRIPE: 'Credit or debit card',
  PAYPAL: 'You confirm at PayPal',
};

/** How to pay. The button names the amount; it is the total that the summary shows, and the only one that is accepted. */
export function PaymentForm({ providers, saved }: PaymentFormProps) {
  const [state, action] = useActionState(payAction, idleForm);
  const { cart } = useCart();
  const [name, setName] = useState(providers[0]?.name ?? '');
  const [fieldFault, setFieldFault] = useState<string | null>(null);
  const fields = useRef<CardFields>(null);
  const cardToken = useRef<HTMLInputElement>(null);
  const provider = providers.find((each) => each.name === name);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer uses the card's token up
  useEffect(() => {
    if (cardToken.current) cardToken.current.value = '';
  }, [state]);
  if (!cart) return <Notice tone="warn">Your cart is gone. Please add your items again.</Notice>;
  const total = cart.totals.total;

  /** A card that is typed in with the provider has to become a token before the form can be sent. */
  async function tokenFirst(event: FormEvent<HTMLFormElement>): Promise<void> {
    const form = event.currentTarget;
    if (!fields.current || new FormData(form).get('token') !== 'new' || cardToken.current?.value) return;
    event.preventDefault();
    const made = await fields.current.createToken();
    setFieldFault('message' in made ? made.message : null);
    if ('message' in made || !cardToken.current) return;
    cardToken.current.value = made.token;
    // A browser ignores the request while it is still telling of the first one.
    setTimeout(() => form.requestSubmit());
  }

  return (
    <form action={action} onSubmit={tokenFirst} noValidate className="grid gap-8">
      <FormErrors state={state} />
      {fieldFault && <Notice tone="bad">{fieldFault}</Notice>}
      <input type="hidden" name="cartId" value={cart.id} />
      <input type="hidden" name="cartVersion" value={cart.version} />
      <input type="hidden" name="totalMinor" value={total.amountMinor} />
      <input type="hidden" name="cardToken" ref={cardToken} defaultValue="" />
      {providers.length > 1 ? (
        <fieldset className="grid gap-3">
          <legend className="mb-3 text-title font-semibold">Pay with</legend>
          {providers.map((choice) => (
            <ChoiceCard
              key={choice.name}
              name="provider"
              value={choice.name}
              checked={choice.name === name}
              onChoose={() => setName(choice.name)}
              icon={<Icon name="card" size={22} />}
              title={choice.displayName}
              detail={details[choice.name] ?? ''}
            />
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="provider" value={name} />
      )}
      {provider && (
        <PaymentChoice
          key={name}
          provider={provider}
          saved={saved?.filter((method) => method.provider === name) ?? null}
          total={total}
          chosen={state.values.token}
          fields={fields}
        />
      )}
      <div className="grid gap-4">
        <SubmitButton size="large" pendingLabel="Placing your order" className="w-full">
          <Icon name="shield" size={18} /> Pay {formatMoney(total)}
        </SubmitButton>
        <p className="text-center text-small text-faint">
          This is all that will be charged. Your items are set aside before the payment is taken.
        </p>
        <Link
          href="/checkout/shipping"
          className="inline-flex min-h-11 items-center justify-self-center text-soft hover:text-ink hover:underline"
        >
          Back to shipping
        </Link>
      </div>
    </form>
  );
}
