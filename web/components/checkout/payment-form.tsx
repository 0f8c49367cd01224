'use client';
import Link from 'next/link';
import { useActionState, useState } from 'react';
import { demoCards } from '@/lib/demo-cards.ts';
import { formatMoney } from '@/lib/money.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { FormErrors } from '../ui/form-errors.tsx';
import { idleForm } from '../ui/form-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { CardFace } from './card-face.tsx';
import { payAction } from './checkout-actions.ts';
import { ChoiceCard } from './choice-card.tsx';

interface PaymentFormProps {
  readonly providers: readonly { readonly name: string; readonly displayName: string }[];
}

/** How to pay. The button names the amount; it is the total that the summary shows, and the only one that is accepted. */
export function PaymentForm({ providers }: PaymentFormProps) {
  const [state, action] = useActionState(payAction, idleForm);
  const { cart } = useCart();
  const [provider, setProvider] = useState(providers[0]?.name ?? '');
  if (!cart) return <Notice tone="warn">Your cart is gone. Please add your items again.</Notice>;
  const total = cart.totals.total;
  return (
    <form action={action} noValidate className="grid gap-8">
      <FormErrors state={state} />
      <input type="hidden" name="cartId" value={cart.id} />
      <input type="hidden" name="cartVersion" value={cart.version} />
      <input type="hidden" name="totalMinor" value={total.amountMinor} />
      {providers.length > 1 ? (
        <fieldset className="grid gap-3">
          <legend className="mb-3 text-title font-semibold">Pay with</legend>
          {providers.map((choice) => (
            <ChoiceCard
              key={choice.name}
              name="provider"
              value={choice.name}
              checked={choice.name === provider}
              onChoose={() => setProvider(choice.name)}
              icon={<Icon name="card" size={22} />}
              title={choice.displayName}
              detail={choice.name === 'SANDBOX' ? 'Built-in demo provider' : 'Opens the provider’s own form'}
            />
          ))}
        </fieldset>
      ) : (
        <input type="hidden" name="provider" value={provider} />
      )}
      {provider === 'SANDBOX' ? <DemoCards chosen={state.values.token} /> : <NotConnected />}
      <div className="grid gap-4">
        <SubmitButton
          size="large"
          pendingLabel="Placing your order"
          disabled={provider !== 'SANDBOX'}
          className="w-full"
        >
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

function DemoCards({ chosen }: { chosen?: string }) {
  return (
    <fieldset id="token" className="grid gap-3">
      <legend className="mb-3 text-title font-semibold">Choose a card</legend>
      <p className="-mt-2 mb-1 text-small text-soft">
        These are cards of the built-in demo provider. No money moves; each behaves like a real card would, so
        that you can see what happens.
      </p>
      {demoCards.map((card, index) => (
        <ChoiceCard
          key={card.token}
          name="token"
          value={card.token}
          defaultChecked={chosen ? chosen === card.token : index === 0}
          icon={<CardFace token={card.token} />}
          title={card.name}
          detail={card.outcome}
          aside={<span className="text-small font-normal text-soft">•••• {card.ending}</span>}
        />
      ))}
    </fieldset>
  );
}

function NotConnected() {
  return (
    <Notice tone="info">
      This provider’s form is not available in this shop yet. Please choose another way to pay.
    </Notice>
  );
}
