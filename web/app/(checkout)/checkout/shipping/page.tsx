import type { Metadata } from 'next';
import { addressValues } from '@/components/checkout/address-field-names.ts';
import { CheckoutFrame } from '@/components/checkout/checkout-frame.tsx';
import { ShippingForm } from '@/components/checkout/shipping-form.tsx';
import { loadAddresses } from '@/lib/api/account.ts';
import { enterStep } from '@/lib/api/checkout-gate.ts';
import { orElse } from '@/lib/api/or-else.ts';

export const metadata: Metadata = { title: 'Checkout: shipping', robots: { index: false } };

export default async function ShippingPage() {
  const [{ draft, cart }, saved] = await Promise.all([
    enterStep('shipping'),
    orElse(loadAddresses(), [], 'checkout without address book'),
  ]);
  const initial = draft.address ??
    saved.find((address) => address.isDefault) ?? { countryCode: cart.shippingCountryCode };
  return (
    <CheckoutFrame step="shipping" draft={draft} title="Shipping">
      <ShippingForm initial={addressValues(initial)} saved={saved} today={new Date().toISOString()} />
    </CheckoutFrame>
  );
}
