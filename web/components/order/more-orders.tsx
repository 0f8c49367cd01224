'use client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';
import { MyOrdersDocument, type OrderCardFragment } from '@/lib/api/generated/graphql.ts';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { OrderCard } from './order-card.tsx';

/** The orders after the first page; without scripts a link to the next page. */
export function MoreOrders({ endCursor, pageSize }: { endCursor: string; pageSize: number }) {
  const client = useApolloClient();
  const [orders, setOrders] = useState<readonly OrderCardFragment[]>([]);
  const [next, setNext] = useState<string | null>(endCursor);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const load = async () => {
    setState('loading');
    try {
      const { data } = await client.query({
        query: MyOrdersDocument,
        variables: { first: pageSize, after: next },
      });
      const page = data?.viewer?.orders;
      if (!page) throw new Error('no orders');
      setOrders([...orders, ...page.edges.map((edge) => edge.node)]);
      setNext(page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null);
      setState('idle');
    } catch {
      setState('failed');
    }
  };
  return (
    <>
      <ul aria-live="polite" className="mt-4 grid gap-4">
        {orders.map((order) => (
          <li key={order.id}>
            <OrderCard order={order} />
          </li>
        ))}
      </ul>
      {state === 'failed' && (
        <Notice tone="warn">Earlier orders could not be loaded. Please try again.</Notice>
      )}
      {next && (
        <a
          href={`/account/orders?after=${encodeURIComponent(next)}`}
          aria-disabled={state === 'loading' || undefined}
          onClick={(event) => {
            event.preventDefault();
            void load();
          }}
          className={buttonClass('secondary', 'normal', 'mt-4 justify-self-center')}
        >
          {state === 'loading' ? 'Loading' : 'Earlier orders'}
        </a>
      )}
    </>
  );
}
