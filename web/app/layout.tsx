import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { CartProvider } from '@/components/cart/cart-provider.tsx';
import { LiveProvider } from '@/components/live/live-provider.tsx';
import { loadViewerForHeader } from '@/lib/api/account.ts';
import { loadOpenCart } from '@/lib/api/cart.ts';
import { config } from '@/lib/config.ts';
import { currentIdentity } from '@/lib/session/identity.ts';
import { cookieNames } from '@/lib/session/session-cookies.ts';
import './globals.css';

/** Every answer carries its own nonce and is rendered when asked for; the build needs no gateway. */
export const dynamic = 'force-dynamic';

export async function generateMetadata(): Promise<Metadata> {
  const description =
    'Good things from people who make them well: electronics, fashion, home, outdoors and more.';
  return {
    metadataBase: new URL(config().storeUrl),
    title: { default: 'Souk: good things, well made', template: '%s · Souk' },
    description,
    openGraph: { siteName: 'Souk', type: 'website', title: 'Souk: good things, well made', description },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#131210' },
  ],
};

/** Every page: language, colours, type, and what the browser keeps alive between pages. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, cart, viewer, identity] = await Promise.all([
    cookies(),
    loadOpenCart(),
    loadViewerForHeader(),
    currentIdentity(),
  ]);
  const theme = jar.get(cookieNames.theme)?.value;
  return (
    <html
      lang="en"
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      suppressHydrationWarning
    >
      <body>
        <a
          href="#content"
          className="sr-only z-50 rounded-full bg-accent px-5 py-3 font-medium text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3"
        >
          Skip to content
        </a>
        <LiveProvider gatewayUrl={config().publicGatewayUrl} identity={viewer?.id ?? identity.kind}>
          <CartProvider initial={cart}>{children}</CartProvider>
        </LiveProvider>
      </body>
    </html>
  );
}
