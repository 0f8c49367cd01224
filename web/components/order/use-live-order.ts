'use client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import { OrderDocument, OrderUpdatedDocument } from '@/lib/api/generated/graphql.ts';
import type { OrderView } from '@/lib/api/orders.ts';
import { useFollowed } from '../live/use-followed.ts';

/** Documents follow a confirmation; they are no change of the order, so no news tell of them. */
const documentsMs = 2_500;

/** An order as it is now, and whether news of it arrive by themselves. */
export interface LiveOrder {
  readonly order: OrderView;
  readonly isLive: boolean;
  /** Takes over an order that an action answered with. */
  readonly adopt: (order: OrderView) => void;
}

/** Follows an order. Older versions never replace newer ones. */
export function useLiveOrder(initial: OrderView, follow: boolean): LiveOrder {
  const client = useApolloClient();
  const [order, setOrder] = useState(initial);
  const { id } = initial;

  const adopt = useCallback((next: OrderView): void => {
    setOrder((known) => (next.version >= known.version ? next : known));
  }, []);
  const ask = useCallback(async (): Promise<OrderView | null> => {
    const query = { query: OrderDocument, variables: { id } };
    const { data } = await client.query({ ...query, fetchPolicy: 'network-only' });
    return data?.order ?? null;
  }, [client, id]);

  const isLive = useFollowed({
    follow,
    subscription: OrderUpdatedDocument,
    variables: { orderId: id },
    toldBy: (news) => news.orderUpdated,
    ask,
    adopt,
  });

  const lacksDocuments = order.status === 'CONFIRMED' && order.invoices.length === 0;
  useEffect(() => {
    if (!follow || !isLive || !lacksDocuments) return;
    const timer = setInterval(() => {
      ask()
        .then((found) => found && adopt(found))
        .catch(() => undefined);
    }, documentsMs);
    return () => clearInterval(timer);
  }, [adopt, ask, follow, isLive, lacksDocuments]);

  return { order, isLive, adopt };
}
