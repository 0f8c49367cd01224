'use client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useState } from 'react';
import type { FlashSalePlace } from '@/lib/api/flash-sales.ts';
import { FlashSalePlaceUpdatedDocument, MyFlashSalePlaceDocument } from '@/lib/api/generated/graphql.ts';
import { useFollowed } from '../live/use-followed.ts';

/** The viewer's place in a sale as it is now, and the means to take over one that an action answered with. */
export interface LivePlace {
  readonly place: FlashSalePlace | null;
  readonly adopt: (place: FlashSalePlace) => void;
}

/** Follows the viewer's place in a sale while it can move. */
export function useLivePlace(saleId: string, initial: FlashSalePlace | null): LivePlace {
  const client = useApolloClient();
  const [rendered, setRendered] = useState(initial);
  const [place, setPlace] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setPlace(initial);
  }
  const adopt = useCallback((next: FlashSalePlace): void => setPlace(next), []);
  useFollowed({
    follow: place?.status === 'WAITING' || place?.status === 'HELD',
    subscription: FlashSalePlaceUpdatedDocument,
    variables: { placeId: place?.id ?? '' },
    toldBy: (news) => news.flashSalePlaceUpdated,
    ask: async () => {
      const query = { query: MyFlashSalePlaceDocument, variables: { id: saleId } };
      const { data } = await client.query({ ...query, fetchPolicy: 'network-only' });
      return data?.flashSale?.myPlace;
    },
    adopt,
  });
  return { place, adopt };
}
