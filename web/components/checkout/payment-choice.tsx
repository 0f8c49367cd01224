'use client';
import { type RefObject, useState } from 'react';
import type { SavedPaymentMethod } from '@/lib/api/payment-methods.ts';
import { demoCards } from '@/lib/demo-cards.ts';
import type { Money } from '@/lib/money.ts';
import { methodExpiry, methodName } from '@/lib/payment-method-words.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { CardFace } from './card-face.tsx';
import { ChoiceCard } from './choice-card.tsx';
import { type CardFields, StripeCard } from './stripe-card.tsx';

export interface PaymentProviderChoice {
  readonly name: string;
  readonly displayName: string;
  readonly publishableKey?: string | null;
  readonly keepsMethods: boolean;
}

interface PaymentChoiceProps {
  readonly provider: PaymentProviderChoice;
  /** What the customer has kept with this provider; null where nobody is signed in. */
  readonly saved: readonly SavedPaymentMethod[] | null;
  readonly total: Money;
  /** Token that was chosen before, if any. */
  readonly chosen: string | undefined;
  readonly fields: RefObject<CardFields | null>;
}

const newCard = 'new';

/** What to pay with at a provider: something kept, or something new that may be kept with the customer's consent. */
export function PaymentChoice({ provider, saved, total, chosen, fields }: PaymentChoiceProps) {
  const isDemo = provider.name === 'SANDBOX';
  const methods = saved ?? [];
  const tokens = [
    ...methods.map(({ id }) => id),
    ...(isDemo ? demoCards.map(({ token }) => token) : [newCard]),
  ];
  const [token, setToken] = useState(chosen && tokens.includes(chosen) ? chosen : tokens[0]!);
  if (provider.name === 'PAYPAL') return <PayPalNote />;
  const isNew = !methods.some(({ id }) => id === token);
  return (
    <fieldset id="token" className="grid gap-3">
      <legend className="mb-3 text-title font-semibold">Choose a card</legend>
      {methods.map((method) => (
        <ChoiceCard
          key={method.id}
          name="token"
          value={method.id}
          checked={token === method.id}
          onChoose={() => setToken(method.id)}
          icon={<Icon name="card" size={22} />}
          title={methodName(method)}
          detail={methodExpiry(method) ?? 'Kept for you'}
        />
      ))}
      {isDemo && (
        <p className="mb-1 text-small text-soft">
          These are cards of the built-in demo provider. No money moves; each behaves like a real card would,
          so that you can see what happens.
        </p>
      )}
      {isDemo &&
        demoCards.map((card) => (
          <ChoiceCard
            key={card.token}
            name="token"
            value={card.token}
            checked={token === card.token}
            onChoose={() => setToken(card.token)}
            icon={<CardFace token={card.token} />}
            title={card.name}
            detail={card.outcome}
            aside={<span className="text-small font-normal text-soft">•••• {card.ending}</span>}
          />
        ))}
      {!isDemo && methods.length > 0 && (
        <ChoiceCard
          name="token"
          value={newCard}
          checked={token === newCard}
          onChoose={() => setToken(newCard)}
          icon={<Icon name="plus" size={22} />}
          title="Another card"
          detail="Enter it with the provider below"
        />
      )}
      {!isDemo && methods.length === 0 && <input type="hidden" name="token" value={newCard} />}
      {!isDemo && isNew && provider.publishableKey && (
        <StripeCard publishableKey={provider.publishableKey} total={total} fields={fields} />
      )}
      {saved !== null && provider.keepsMethods && isNew && (
        <label className="flex min-h-11 items-center gap-3">
          <input type="checkbox" name="keep" className="size-4.5 accent-accent" />
          <span>
            Keep this card for the next time
            <span className="block text-small text-soft">
              The payment provider keeps it; you can remove it in your account.
            </span>
          </span>
        </label>
      )}
    </fieldset>
  );
}

function PayPalNote() {
  return (
    <>
      <input type="hidden" name="token" value="redirect" />
      <Notice tone="info">
        You pay at PayPal: place the order, then continue to PayPal from its page. Your items are held for you
        meanwhile.
      </Notice>
    </>
  );
}
