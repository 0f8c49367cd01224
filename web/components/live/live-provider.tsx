'use client';
import { ApolloProvider } from '@apollo/client/react';
import { type ReactNode, useEffect, useState } from 'react';
import { createBrowserClient } from '@/lib/api/browser-client.ts';

interface LiveProviderProps {
  readonly gatewayUrl: string;
  /** Changes when somebody signs in or out: what was known and subscribed for the one before is let go. */
  readonly identity: string;
  readonly children: ReactNode;
}

/** Gives the page its Apollo Client, a new one for each identity. */
export function LiveProvider({ gatewayUrl, identity, children }: LiveProviderProps) {
  const [held, setHeld] = useState(() => ({ identity, ...createBrowserClient(gatewayUrl) }));
  if (held.identity !== identity) setHeld({ identity, ...createBrowserClient(gatewayUrl) });
  useEffect(() => held.dispose, [held]);
  return <ApolloProvider client={held.client}>{children}</ApolloProvider>;
}
