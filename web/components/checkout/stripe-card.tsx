'use client';
import type { Stripe, StripeElements } from '@stripe/stripe-js';
import { loadStripe } from '@stripe/stripe-js/pure';
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import type { Money } from '@/lib/money.ts';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';

/** What the form asks of the card fields when it is sent. */
export interface CardFields {
  /** The provider's token of the card, or why there is none. */
  readonly createToken: () => Promise<{ readonly token: string } | { readonly message: string }>;
}

interface StripeCardProps {
  readonly publishableKey: string;
  readonly total: Money;
  readonly fields: RefObject<CardFields | null>;
}

const notReady = 'The card form is not ready yet. Please try again in a moment.';

/**
 * Stripe's own card fields, in a frame of Stripe's: what is typed there never reaches this page or the shop. The shop gets
 * the id of a payment method.
 */
export function StripeCard({ publishableKey, total, fields }: StripeCardProps) {
  const place = useRef<HTMLDivElement>(null);
  const stripe = useRef<Stripe | null>(null);
  const elements = useRef<StripeElements | null>(null);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const { amountMinor, currency } = total;
  const amount = useRef({ amountMinor, currency });
  amount.current = { amountMinor, currency };

  useEffect(() => {
    let gone = false;
    void loadStripe(publishableKey)
      .then((loaded) => {
        if (gone || !loaded || !place.current) return;
        stripe.current = loaded;
        elements.current = loaded.elements({
          mode: 'payment',
          amount: amount.current.amountMinor,
          currency: amount.current.currency.toLowerCase(),
          captureMethod: 'manual',
          paymentMethodCreation: 'manual',
          appearance: {
            theme: window.matchMedia('(prefers-color-scheme: dark)').matches ? 'night' : 'stripe',
          },
        });
        const card = elements.current.create('payment', { layout: 'tabs' });
        card.on('ready', () => setState('ready'));
        card.on('loaderror', () => setState('failed'));
        card.mount(place.current);
      })
      .catch(() => {
        if (!gone) setState('failed');
      });
    return () => {
      gone = true;
      elements.current?.getElement('payment')?.destroy();
    };
  }, [publishableKey]);

  useEffect(() => {
    elements.current?.update({ amount: amountMinor, currency: currency.toLowerCase() });
  }, [amountMinor, currency]);

  useImperativeHandle(fields, () => ({
    async createToken() {
      if (!stripe.current || !elements.current) return { message: notReady };
      const submitted = await elements.current.submit();
      if (submitted.error) return { message: submitted.error.message ?? 'Please check the card.' };
      const made = await stripe.current.createPaymentMethod({ elements: elements.current });
      if (made.error) return { message: made.error.message ?? 'The card could not be used.' };
      return { token: made.paymentMethod.id };
    },
  }));

  return (
    <div className="grid gap-3">
      {state === 'loading' && (
        <p className="flex items-center gap-3 text-soft">
          <Spinner /> Opening the card form
        </p>
      )}
      {state === 'failed' && (
        <Notice tone="warn">
          The card form could not be opened. Please check that your browser lets it load, or choose another
          way to pay.
        </Notice>
      )}
      <div ref={place} />
    </div>
  );
}
