import type { Metadata } from 'next';
import { UnsubscribeForm } from '@/components/notifications/unsubscribe-form.tsx';
import type { SearchParams } from '@/lib/search-params.ts';

export const metadata: Metadata = {
  title: 'Unsubscribe',
  robots: { index: false },
  // The link is as good as the address that it was sent to.
  referrer: 'no-referrer',
};

export default async function UnsubscribePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const { token } = await searchParams;
  return (
    <div className="container grid max-w-xl gap-6 py-16">
      <div>
        <h1 className="text-heading">No more of these messages?</h1>
        <p className="mt-2 text-soft">
          Messages about your orders and the security of your account still come. In your account you can
          change this at any time.
        </p>
      </div>
      <UnsubscribeForm token={typeof token === 'string' ? token : ''} />
    </div>
  );
}
