'use client';
import { useApolloClient } from '@apollo/client/react';
import { useCallback, useEffect, useState } from 'react';
import type { FlashSale } from '@/lib/api/flash-sales.ts';
import { FlashSaleStandingDocument } from '@/lib/api/generated/graphql.ts';

const pollMs = 10_000;

/** A sale as it is now, and the means to take over one that came with other news. */
export interface LiveSale {
  readonly sale: FlashSale;
  readonly adopt: (sale: FlashSale) => void;
}

/**
 * A sale with the units that are left now. The shop is asked every ten seconds while the page is in sight and the sale is
 * on; its answer is the same for everybody, so a crowd is answered from the gateway's cache.
 */
export function useLiveSale(initial: FlashSale, isOn: boolean): LiveSale {
  const client = useApolloClient();
  const [rendered, setRendered] = useState(initial);
  const [sale, setSale] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setSale(initial);
  }
  useEffect(() => {
    if (!isOn) return;
    let isGone = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return;
      try {
        const { data } = await client.query({
          query: FlashSaleStandingDocument,
          variables: { id: initial.id },
          fetchPolicy: 'network-only',
        });
        if (data?.flashSale && !isGone) setSale(data.flashSale);
      } catch {
        // The shop is out of reach; the next turn asks again.
      }
    };
    const timer = setInterval(() => void ask(), pollMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [client, initial.id, isOn]);
  const adopt = useCallback((next: FlashSale): void => setSale(next), []);
  return { sale, adopt };
}
