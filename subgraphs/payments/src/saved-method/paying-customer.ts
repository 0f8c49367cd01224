import type { StepUnderWay } from '../payment/begin-step.ts';
import type { PaymentDeps } from '../payment/payment-deps.ts';
import type { ProviderCustomer } from '../provider/payment-provider.ts';
import { findProviderCustomer, findSavedMethod } from './saved-method.repository.ts';

/** With what a kept method is paid, and for whom. */
export type PayingCustomer = { readonly token: string; readonly customer: ProviderCustomer };

/** The customer of a payment that is made with a kept method, or with one that is to be kept. */
export async function customerOf(
  { dataSource }: Pick<PaymentDeps, 'dataSource'>,
  { operation, payment }: Pick<StepUnderWay, 'operation' | 'payment'>,
): Promise<PayingCustomer | null> {
  if (operation !== 'authorise' || payment.savedMethodId === null) return null;
  const method = await findSavedMethod(dataSource.manager, payment.savedMethodId);
  if (!method) return null;
  const { customerId: reference, provider } = method;
  return {
    token: method.providerMethodId,
    customer: {
      reference,
      email: payment.email,
      customerId:
        method.providerCustomerId ?? (await findProviderCustomer(dataSource.manager, reference, provider)),
      keepMethod: method.status === 'PENDING',
    },
  };
}
