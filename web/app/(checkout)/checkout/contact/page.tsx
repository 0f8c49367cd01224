import type { Metadata } from 'next';
import Link from 'next/link';
import { CheckoutFrame } from '@/components/checkout/checkout-frame.tsx';
import { ContactForm } from '@/components/checkout/contact-form.tsx';
import { loadViewerForHeader } from '@/lib/api/account.ts';
import { enterStep } from '@/lib/api/checkout-gate.ts';

export const metadata: Metadata = { title: 'Checkout: contact', robots: { index: false } };

export default async function ContactPage() {
  const [{ draft }, viewer] = await Promise.all([enterStep('contact'), loadViewerForHeader()]);
  return (
    <CheckoutFrame step="contact" draft={draft} title="How do we reach you?">
      {viewer ? (
        <p className="-mt-3 mb-6 text-soft">
          Signed in as <span className="font-medium text-ink">{viewer.email}</span>
        </p>
      ) : (
        <p className="-mt-3 mb-6 text-soft">
          No account needed. If you have one,{' '}
          <Link
            href="/login?next=/checkout/contact"
            className="font-medium text-accent underline underline-offset-2"
          >
            sign in
          </Link>{' '}
          and we fill things in.
        </p>
      )}
      <ContactForm email={draft.email ?? viewer?.email ?? ''} />
    </CheckoutFrame>
  );
}
