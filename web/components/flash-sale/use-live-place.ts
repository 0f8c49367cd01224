'use client';
import { useApolloClient, useSubscription } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import type { FlashSalePlace } from '@/lib/api/flash-sales.ts';
import { FlashSalePlaceUpdatedDocument, MyFlashSalePlaceDocument } from '@/lib/api/generated/graphql.ts';

const pollMs = 5_000;

/** The viewer's place in a sale as it is now, and the means to take over one that an action answered with. */
export interface LivePlace {
  readonly place: FlashSalePlace | null;
  readonly adopt: (place: FlashSalePlace) => void;
}

/** Follows the viewer's place: by subscription, and by asking every few seconds while no subscription is up. */
export function useLivePlace(saleId: string, initial: FlashSalePlace | null): LivePlace {
  const client = useApolloClient();
  const [rendered, setRendered] = useState(initial);
  const [place, setPlace] = useState(initial);
  const [isLive, setLive] = useState(false);
  if (rendered !== initial) {
    setRendered(initial);
    setPlace(initial);
  }
  const follow = place?.status === 'WAITING' || place?.status === 'HELD';
  const adopt = useCallback((next: FlashSalePlace): void => setPlace(next), []);

  useSubscription(FlashSalePlaceUpdatedDocument, {
    variables: { placeId: place?.id ?? '' },
    skip: !follow,
    ignoreResults: true,
    onData: ({ data }) => {
      setLive(true);
      if (data.data?.flashSalePlaceUpdated) setPlace(data.data.flashSalePlaceUpdated);
    },
    onError: () => setLive(false),
    onComplete: () => setLive(false),
  });

  useEffect(() => {
    if (!follow || isLive) return;
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    const ask = async (): Promise<void> => {
      try {
        const { data } = await client.query({
          query: MyFlashSalePlaceDocument,
          variables: { id: saleId },
          fetchPolicy: 'network-only',
        });
        const found = data?.flashSale?.myPlace;
        if (found && !isGone) setPlace(found);
      } catch {
        // The shop is out of reach; the next turn asks again.
      }
      if (!isGone) timer = setTimeout(() => void ask(), pollMs);
    };
    timer = setTimeout(() => void ask(), pollMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [client, follow, isLive, saleId]);

  return { place, adopt };
}
