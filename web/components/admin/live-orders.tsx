'use client';
import { useSubscription } from '@apollo/client/react';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { OrdersUpdatedDocument } from '@/lib/api/generated/graphql.ts';

/** A busy shop changes many orders a second; the page is rendered anew this often at most. */
const pauseMs = 2_000;

/** Renders the page anew when orders change, and says that it does. */
export function LiveOrders() {
  const router = useRouter();
  const [isLive, setLive] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useSubscription(OrdersUpdatedDocument, {
    ignoreResults: true,
    onData: () => {
      setLive(true);
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        router.refresh();
      }, pauseMs);
    },
    onError: () => setLive(false),
    onComplete: () => setLive(false),
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  if (!isLive) return null;
  return (
    <p className="inline-flex items-center gap-2 text-small text-soft">
      <span aria-hidden="true" className="pulse-dot size-2 rounded-full bg-good" /> Live
    </p>
  );
}
