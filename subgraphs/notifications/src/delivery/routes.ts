import type { SoukEvent } from '@souk/shared/events/catalogue';
import {
  type InAppText,
  orderCancelledInApp,
  orderConfirmedInApp,
  orderDeliveredInApp,
  orderFulfilledInApp,
  paymentActionRequiredInApp,
  paymentRefundedInApp,
  returnApprovedInApp,
  returnRejectedInApp,
  returnRequestedInApp,
} from '../inbox/in-app-texts.ts';
import { securityMail, welcomeMail } from '../mail/account-mails.ts';
import type { MailContent } from '../mail/mail-content.ts';
import {
  orderCancelledMail,
  orderConfirmedMail,
  orderDeliveredMail,
  orderFulfilledMail,
  orderPlacedMail,
} from '../mail/order-mails.ts';
import { paymentActionRequiredMail, paymentRefundedMail } from '../mail/payment-mails.ts';
import { returnApprovedMail, returnRejectedMail, returnRequestedMail } from '../mail/return-mails.ts';
import { orderConfirmedText, orderFulfilledText } from '../sms/order-texts.ts';
import { toE164 } from '../sms/phone-number.ts';
import { cleanText } from '../wording/clean-text.ts';
import type { DataOf, Template, Topic } from './template.ts';

/** One message that an event leads to: the channel, who gets it (null: nobody), and what it says. */
export type Route<Type extends Topic = Topic> = {
  /** Absent from a route that goes out at once. */
  readonly hold?: {
    readonly seconds: number;
    /** Topics of the same order that make the message pointless if they arrive meanwhile. */
    readonly supersededBy: readonly Topic[];
  };
  to(data: DataOf<Type>): string | null;
} & (
  | { readonly channel: 'EMAIL'; readonly template: Template<Type, MailContent> }
  | { readonly channel: 'SMS'; readonly template: Template<Type, string> }
  | { readonly channel: 'IN_APP'; readonly template: Template<Type, InAppText> }
);

type Buyer = { readonly customerId: string | null; readonly guestId: string | null };

const mailAddress = ({ email }: { readonly email: string }): string | null => cleanText(email) || null;
const inbox = ({ customerId, guestId }: Buyer): string | null => customerId ?? guestId;
const phone = (order: DataOf<'OrderPlaced'>): string | null =>
  toE164(order.phone) ?? toE164(order.shippingAddress.phone);

/** Whom each event tells, where, and how. The worker's whole behaviour is in this table. */
export const routes: { readonly [Type in Topic]: readonly Route<Type>[] } = {
  UserRegistered: [{ channel: 'EMAIL', to: mailAddress, template: welcomeMail }],
  SessionRevoked: [
    {
      channel: 'EMAIL',
      to: (session) =>
        session.reason === 'TOKEN_REUSED' || session.reason === 'PASSWORD_CHANGED'
          ? mailAddress(session)
          : null,
      template: securityMail,
    },
  ],
  OrderPlaced: [
    {
      channel: 'EMAIL',
      to: mailAddress,
      template: orderPlacedMail,
      // Most orders are confirmed within seconds, and two mails in one minute are one too many.
      hold: { seconds: 90, supersededBy: ['OrderConfirmed', 'OrderCancelled', 'PaymentActionRequired'] },
    },
  ],
  OrderConfirmed: [
    { channel: 'EMAIL', to: mailAddress, template: orderConfirmedMail },
    { channel: 'SMS', to: phone, template: orderConfirmedText },
    { channel: 'IN_APP', to: inbox, template: orderConfirmedInApp },
  ],
  OrderCancelled: [
    { channel: 'EMAIL', to: mailAddress, template: orderCancelledMail },
    { channel: 'IN_APP', to: inbox, template: orderCancelledInApp },
  ],
  OrderFulfilled: [
    { channel: 'EMAIL', to: mailAddress, template: orderFulfilledMail },
    { channel: 'SMS', to: phone, template: orderFulfilledText },
    { channel: 'IN_APP', to: inbox, template: orderFulfilledInApp },
  ],
  OrderDelivered: [
    { channel: 'EMAIL', to: mailAddress, template: orderDeliveredMail },
    { channel: 'IN_APP', to: inbox, template: orderDeliveredInApp },
  ],
  PaymentActionRequired: [
    { channel: 'EMAIL', to: mailAddress, template: paymentActionRequiredMail },
    { channel: 'IN_APP', to: inbox, template: paymentActionRequiredInApp },
  ],
  PaymentRefunded: [
    { channel: 'EMAIL', to: mailAddress, template: paymentRefundedMail },
    { channel: 'IN_APP', to: inbox, template: paymentRefundedInApp },
  ],
  ReturnRequested: [
    { channel: 'EMAIL', to: ({ order }) => mailAddress(order), template: returnRequestedMail },
    { channel: 'IN_APP', to: ({ order }) => inbox(order), template: returnRequestedInApp },
  ],
  ReturnApproved: [
    { channel: 'EMAIL', to: ({ order }) => mailAddress(order), template: returnApprovedMail },
    { channel: 'IN_APP', to: ({ order }) => inbox(order), template: returnApprovedInApp },
  ],
  ReturnRejected: [
    { channel: 'EMAIL', to: ({ order }) => mailAddress(order), template: returnRejectedMail },
    { channel: 'IN_APP', to: ({ order }) => inbox(order), template: returnRejectedInApp },
  ],
};

/** The routes of an event's type. */
export function routesOf(event: SoukEvent<Topic>): readonly Route[] {
  return routes[event.type] as readonly Route[];
}

/** Whose message it is, which order it belongs to and in which language it is written. */
export function subjectOf(event: SoukEvent<Topic>): Buyer & { orderId: string | null; locale: string } {
  const { data } = event;
  const about = 'order' in data ? data.order : data;
  return {
    orderId: 'orderId' in about ? about.orderId : null,
    customerId: 'customerId' in about ? about.customerId : 'userId' in about ? about.userId : null,
    guestId: 'guestId' in about ? about.guestId : null,
    locale: 'locale' in about ? about.locale : 'en',
  };
}
