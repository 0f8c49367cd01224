import { createBatcher } from '@souk/shared/batcher';
import { handleOnce } from '@souk/shared/inbox';
import type { Handlers } from '@souk/shared/sqs-consumer';
import type { ConsumedBy } from '@souk/shared/topology';
import { keepCatalogueCopy, type ProductEvent } from './catalogue/keep-catalogue-copy.ts';
import { handlePaymentTrouble, type PaymentTrouble } from './order/handle-payment-trouble.ts';
import { handlePaymentRefunded } from './return/handle-payment-refunded.ts';
import { handleSagaEvents, type SagaDeps, type SagaEvent } from './saga/handle-saga-message.ts';

/** A batch costs about as much as twenty events in it, and there are four steps to an order: little is waited for each. */
const sagaGatherMs = 20;

/** What the worker does with each event that its queue receives. */
export function createHandlers(deps: SagaDeps): Handlers<ConsumedBy<'orders'>> {
  const copyProduct = (event: ProductEvent): Promise<unknown> =>
    handleOnce(deps, 'orders', event, (tx) => keepCatalogueCopy(tx, event));
  const moveSaga = createBatcher<SagaEvent>((events) => handleSagaEvents(deps, events, new Date()), {
    gatherMs: sagaGatherMs,
  });
  const noteTrouble = (event: PaymentTrouble): Promise<void> => handlePaymentTrouble(deps, event, new Date());

  return {
    ProductPublished: copyProduct,
    ProductChanged: copyProduct,
    ProductArchived: copyProduct,
    StockReserved: moveSaga,
    StockRejected: moveSaga,
    StockCommitted: moveSaga,
    StockCommitFailed: moveSaga,
    PaymentAuthorized: moveSaga,
    PaymentActionRequired: moveSaga,
    PaymentDeclined: moveSaga,
    PaymentCaptured: moveSaga,
    PaymentCaptureFailed: moveSaga,
    PaymentRefunded: (event) => handlePaymentRefunded(deps, event, new Date()),
    PaymentRefundFailed: noteTrouble,
    DisputeOpened: noteTrouble,
    DisputeClosed: noteTrouble,
  };
}
