'use client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { OrderDocument, OrderUpdatedDocument } from '@/lib/api/generated/graphql.ts';
import type { OrderView } from '@/lib/api/orders.ts';

const pollMs = 5_000;
const quietMs = 4_000;
/** Documents follow a confirmation; they are no change of the order, so no news tell of them. */
const documentsMs = 2_500;

/** An order as it is now, and whether news of it arrive by themselves. */
export interface LiveOrder {
  readonly order: OrderView;
  readonly isLive: boolean;
  /** Takes over an order that an action answered with. */
  readonly adopt: (order: OrderView) => void;
}

/**
 * Follows an order: by subscription, and by asking every few seconds while no subscription is up, so that the page moves
 * also where WebSockets do not get through. Older versions never replace newer ones.
 */
export function useLiveOrder(initial: OrderView, follow: boolean): LiveOrder {
  const client = useApolloClient();
  const [order, setOrder] = useState(initial);
  const [isLive, setLive] = useState(false);
  const heard = useRef(false);

  const adopt = useCallback((next: OrderView): void => {
    setOrder((known) => (next.version >= known.version ? next : known));
  }, []);

  useSubscription(OrderUpdatedDocument, {
    variables: { orderId: initial.id },
    skip: !follow,
    ignoreResults: true,
    onData: ({ data }) => {
      heard.current = true;
      setLive(true);
      if (data.data?.orderUpdated) adopt(data.data.orderUpdated);
    },
    onError: () => setLive(false),
    onComplete: () => setLive(false),
  });

  useEffect(() => {
    if (!follow || isLive) return;
    let timer: ReturnType<typeof setTimeout>;
    const ask = async (): Promise<void> => {
      try {
        const { data } = await client.query({
          query: OrderDocument,
          variables: { id: initial.id },
          fetchPolicy: 'network-only',
        });
        if (data?.order) adopt(data.order);
      } catch {
        // The shop is out of reach; the next turn asks again.
      }
      timer = setTimeout(() => void ask(), pollMs);
    };
    timer = setTimeout(() => void ask(), heard.current ? 0 : quietMs);
    return () => clearTimeout(timer);
  }, [adopt, client, follow, initial.id, isLive]);

  const lacksDocuments = order.status === 'CONFIRMED' && order.invoices.length === 0;
  useEffect(() => {
    if (!follow || !isLive || !lacksDocuments) return;
    const timer = setInterval(() => {
      client
        .query({ query: OrderDocument, variables: { id: initial.id }, fetchPolicy: 'network-only' })
        .then(({ data }) => data?.order && adopt(data.order))
        .catch(() => undefined);
    }, documentsMs);
    return () => clearInterval(timer);
  }, [adopt, client, follow, initial.id, isLive, lacksDocuments]);

  return { order, isLive, adopt };
}
