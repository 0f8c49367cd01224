import { redirect } from 'next/navigation';
import { firstOpenStep } from '@/lib/checkout-steps.ts';
import { readDraft } from '@/lib/session/checkout-draft.ts';

/** On to the first step that is not filled in. */
export default async function CheckoutPage() {
  redirect(`/checkout/${firstOpenStep(await readDraft())}`);
}
