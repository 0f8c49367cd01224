import type { Metadata } from 'next';
import Link from 'next/link';
import { CheckoutFrame } from '@/components/checkout/checkout-frame.tsx';
import { PaymentForm } from '@/components/checkout/payment-form.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { enterStep } from '@/lib/api/checkout-gate.ts';
import { orElse } from '@/lib/api/or-else.ts';
import { loadPaymentProviders } from '@/lib/api/orders.ts';
import { loadSavedPaymentMethods } from '@/lib/api/payment-methods.ts';
import { countryName } from '@/lib/countries.ts';
import { townLine } from '@/lib/town-line.ts';

export const metadata: Metadata = { title: 'Checkout: payment', robots: { index: false } };

export default async function PaymentPage() {
  const [{ draft, cart }, providers, saved] = await Promise.all([
    enterStep('payment'),
    loadPaymentProviders(),
    orElse(loadSavedPaymentMethods(), null, 'checkout without kept payment methods'),
  ]);
  const address = draft.address;
  const facts: [label: string, value: string, href: string][] = [
    ['Contact', draft.email ?? '', '/checkout/contact'],
    [
      'Ship to',
      address
        ? `${address.name}, ${address.line1}, ${townLine(address)}, ${countryName(address.countryCode)}`
        : '',
      '/checkout/shipping',
    ],
    ['Method', cart.shippingMethod?.name ?? '', '/checkout/shipping'],
  ];
  return (
    <CheckoutFrame step="payment" draft={draft} title="Payment">
      <dl className="mb-8 divide-y divide-line rounded-md border border-line bg-surface px-4">
        {facts.map(([label, value, href]) => (
          <div key={label} className="grid grid-cols-[4.5rem_1fr_auto] items-center gap-3 py-1 text-small">
            <dt className="text-faint">{label}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
            <dd>
              <Link href={href} className="inline-flex min-h-11 items-center text-accent hover:underline">
                Change<span className="sr-only"> {label.toLowerCase()}</span>
              </Link>
            </dd>
          </div>
        ))}
      </dl>
      {providers.length > 0 ? (
        <PaymentForm providers={providers} saved={saved} />
      ) : (
        <Notice tone="warn">
          No way to pay is available right now. Please try again in a moment; your cart is kept.
        </Notice>
      )}
    </CheckoutFrame>
  );
}
