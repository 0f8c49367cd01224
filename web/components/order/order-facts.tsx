import type { DisputeStatus, PaymentStatus, ReturnStatus } from '@/lib/api/generated/graphql.ts';
import type { OrderView } from '@/lib/api/orders.ts';
import { countryName } from '@/lib/countries.ts';
import { formatDay } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import type { Tone } from '@/lib/order-progress.ts';
import { townLine } from '@/lib/town-line.ts';
import { Badge } from '../ui/badge.tsx';
import { OrderPapers } from './order-papers.tsx';

const paymentWords: Record<PaymentStatus, readonly [string, Tone]> = {
  PENDING: ['Pending', 'neutral'],
  REQUIRES_ACTION: ['Waiting for you', 'warn'],
  AUTHORIZED: ['Approved', 'accent'],
  CAPTURED: ['Paid', 'good'],
  DECLINED: ['Declined', 'bad'],
  VOIDED: ['Released, not charged', 'neutral'],
  PARTIALLY_REFUNDED: ['Refunded in part', 'accent'],
  REFUNDED: ['Refunded', 'accent'],
};

const disputeWords: Record<DisputeStatus, string> = {
  OPEN: 'disputed; the bank is looking at it',
  WON: 'was disputed; the payment stands',
  LOST: 'was disputed, and given back by the bank',
};

const returnWords: Record<ReturnStatus, readonly [string, Tone]> = {
  REQUESTED: ['Requested', 'neutral'],
  APPROVED: ['Approved, please send it', 'accent'],
  REJECTED: ['Declined', 'bad'],
  RECEIVED: ['Received', 'accent'],
  REFUNDED: ['Refunded', 'good'],
};

/** Shipments, payment, returns and address of an order. */
export function OrderFacts({ order, follow = true }: { order: OrderView; follow?: boolean }) {
  const address = order.shippingAddress;
  return (
    <>
      {order.fulfilments.length > 0 && (
        <section aria-labelledby="parcels-title">
          <h2 id="parcels-title" className="mb-3 text-title">
            Parcels
          </h2>
          <ul className="grid gap-3">
            {order.fulfilments.map((parcel) => (
              <li key={parcel.id} className="rounded-md border border-line bg-surface p-4">
                <p className="font-medium">{parcel.carrier ?? 'Shipped'}</p>
                {parcel.trackingNumber && (
                  <p className="font-mono text-small break-all">{parcel.trackingNumber}</p>
                )}
                <p className="text-small text-soft">Left on {formatDay(parcel.shippedAt)}</p>
                {parcel.trackingUrl?.startsWith('https://') && (
                  <a
                    href={parcel.trackingUrl}
                    target="_blank"
                    rel="noreferrer"
                    className="inline-flex min-h-11 items-center text-accent hover:underline"
                  >
                    Follow the parcel<span className="sr-only"> (opens a new tab)</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {order.returns.length > 0 && (
        <section aria-labelledby="returns-title">
          <h2 id="returns-title" className="mb-3 text-title">
            Returns
          </h2>
          <ul className="grid gap-3">
            {order.returns.map((item) => (
              <li key={item.id} className="grid gap-1.5 rounded-md border border-line bg-surface p-4">
                <div className="flex items-center justify-between gap-3">
                  <Badge tone={returnWords[item.status][1]}>{returnWords[item.status][0]}</Badge>
                  <span className="text-small tabular-nums">{formatMoney(item.refundAmount)}</span>
                </div>
                <p className="text-small text-soft">{item.reason}</p>
                {item.decisionNote && <p className="text-small">“{item.decisionNote}”</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {order.payments && order.payments.length > 0 && (
        <section aria-labelledby="payment-title">
          <h2 id="payment-title" className="mb-3 text-title">
            Payment
          </h2>
          <ul className="grid gap-2">
            {order.payments.map((payment) => (
              <li key={payment.id} className="grid gap-1">
                <div className="flex items-center justify-between gap-3">
                  <Badge tone={paymentWords[payment.status][1]}>{paymentWords[payment.status][0]}</Badge>
                  <span className="tabular-nums">{formatMoney(payment.amount)}</span>
                </div>
                {payment.refundedAmount.amountMinor > 0 && (
                  <p className="text-right text-small text-soft">
                    {formatMoney(payment.refundedAmount)} paid back
                  </p>
                )}
                {payment.refunds
                  .filter((refund) => refund.status !== 'SUCCEEDED')
                  .map((refund) => (
                    <p key={refund.id} className="text-right text-small text-soft">
                      {refund.status === 'PENDING'
                        ? `${formatMoney(refund.amount)} on its way back`
                        : `A refund of ${formatMoney(refund.amount)} did not go through; the shop looks after it`}
                    </p>
                  ))}
                {payment.disputes.map((dispute) => (
                  <p key={dispute.id} className="text-right text-small text-soft">
                    {formatMoney(dispute.amount)} {disputeWords[dispute.status]}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <OrderPapers order={order} follow={follow} />
      {address && (
        <section aria-labelledby="address-title">
          <h2 id="address-title" className="mb-3 text-title">
            Ships to
          </h2>
          <address className="text-soft not-italic">
            <span className="text-ink">{address.name}</span>
            <br />
            {address.line1}
            {address.line2 && (
              <>
                <br />
                {address.line2}
              </>
            )}
            <br />
            {townLine(address)}
            <br />
            {countryName(address.countryCode)}
          </address>
          <p className="mt-2 text-small text-faint">{order.shippingMethodName}</p>
        </section>
      )}
    </>
  );
}
