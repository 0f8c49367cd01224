'use client';
import { useSyncExternalStore } from 'react';

function everySecond(tell: () => void): () => void {
  const timer = setInterval(tell, 1_000);
  return () => clearInterval(timer);
}

const wholeSecond = (): number => Math.floor(Date.now() / 1_000) * 1_000;
const unknown = (): null => null;

/** The time in milliseconds, each second anew; null on the server and for the first picture, which must be the server's. */
export function useNow(): number | null {
  return useSyncExternalStore<number | null>(everySecond, wholeSecond, unknown);
}
