'use client';
import { useSubscription } from '@apollo/client/react';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useEffect, useRef, useState } from 'react';

const pollMs = 5_000;
/** How long news may take to arrive for the first time before the shop is asked. */
const quietMs = 4_000;

interface Followed<News, Variables extends Record<string, unknown>, Value> {
  readonly follow: boolean;
  readonly subscription: TypedDocumentNode<News, Variables>;
  readonly variables: Variables;
  /** What news tell; null where they tell nothing. */
  readonly toldBy: (news: News) => Value | null | undefined;
  /** Asks the shop; may fail. */
  readonly ask: () => Promise<Value | null | undefined>;
  /** Takes over what was heard or answered. */
  readonly adopt: (value: Value) => void;
}

/**
 * Follows something of the shop: by subscription, and by asking every few seconds while no subscription is up, so that the
 * page moves also where WebSockets do not get through.
 *
 * @returns whether news arrive by themselves
 */
export function useFollowed<News, Variables extends Record<string, unknown>, Value>(
  followed: Followed<News, Variables, Value>,
): boolean {
  const { follow, subscription, variables } = followed;
  const [isLive, setLive] = useState(false);
  const heard = useRef(false);
  const latest = useRef(followed);
  useEffect(() => {
    latest.current = followed;
  });

  useSubscription<News, Variables>(subscription, {
    variables,
    skip: !follow,
    ignoreResults: true,
    onData: ({ data }) => {
      heard.current = true;
      setLive(true);
      const value = data.data && latest.current.toldBy(data.data as News);
      if (value) latest.current.adopt(value);
    },
    onError: () => setLive(false),
    onComplete: () => setLive(false),
  });

  useEffect(() => {
    if (!follow) setLive(false);
    if (!follow || isLive) return;
    let timer: ReturnType<typeof setTimeout>;
    let isGone = false;
    const turn = async (): Promise<void> => {
      // Where the shop is out of reach, the next turn asks again.
      const value = await latest.current.ask().catch(() => null);
      if (isGone) return;
      if (value) latest.current.adopt(value);
      timer = setTimeout(() => void turn(), pollMs);
    };
    timer = setTimeout(() => void turn(), heard.current ? 0 : quietMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [follow, isLive]);

  return isLive;
}
