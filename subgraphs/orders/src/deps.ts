import type { TransactionDeps } from '@souk/shared/outbox';
import type { GuestTokens } from './guest/guest-tokens.ts';
import type { InvoiceLinks } from './invoice/invoice-links.ts';
import type { PaymentProviderName } from './order/order-state.ts';
import type { ShopCurrency } from './pricing/shipping-methods.ts';
import type { TaxProvider } from './pricing/tax-provider.ts';

/** What the server's operations stand on, wired once in server.ts. */
export type Deps = TransactionDeps & {
  readonly taxes: TaxProvider;
  readonly guests: GuestTokens;
  readonly links: InvoiceLinks;
  /** What products signs claims of flash sales with. */
  readonly claimSecret: string;
  readonly storeUrl: string;
  readonly currency: ShopCurrency;
  readonly paymentProviders: readonly PaymentProviderName[];
};
