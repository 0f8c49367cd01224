import type { Handlers } from '@souk/shared/sqs-consumer';
import type { ConsumedBy } from '@souk/shared/topology';
import { createRequestHandler } from './payment/handle-requests.ts';
import type { PaymentDeps } from './payment/payment-deps.ts';
import { requestCaptures } from './payment/request-capture.ts';
import { requestPayments } from './payment/request-payment.ts';
import { requestVoid } from './payment/request-void.ts';
import { requestRefund } from './refund/request-refund.ts';

/** The worker's table: event to function. What every order needs is noted for all orders at hand together. */
export function createHandlers(deps: PaymentDeps): Handlers<ConsumedBy<'payments'>> {
  return {
    PaymentRequested: createRequestHandler<'PaymentRequested'>(deps, requestPayments),
    PaymentCaptureRequested: createRequestHandler<'PaymentCaptureRequested'>(deps, requestCaptures),
    PaymentVoidRequested: (event) => requestVoid(deps, event),
    PaymentRefundRequested: (event) => requestRefund(deps, event),
  };
}
