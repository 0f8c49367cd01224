import type { SoukEvent } from '@souk/shared/events/catalogue';
import {
  backInStockInApp,
  cartAbandonedInApp,
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
import {
  disputeClosedInApp,
  disputeOpenedInApp,
  refundFailedInApp,
  stockLowInApp,
} from '../inbox/staff-in-app-texts.ts';
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
import { backInStockMail, cartAbandonedMail } from '../mail/shopping-mails.ts';
import { disputeClosedMail, disputeOpenedMail, refundFailedMail, stockLowMail } from '../mail/staff-mails.ts';
import type { PreferenceTopic } from '../preference/preference-topic.ts';
import type { Audience } from '../recipient/audience.ts';
import { orderConfirmedText, orderFulfilledText } from '../sms/order-texts.ts';
import { toE164 } from '../sms/phone-number.ts';
import { cleanText } from '../wording/clean-text.ts';
import type { DataOf, Template, Topic } from './template.ts';

/** One message that an event leads to: the channel, who gets it, and what it says. */
export type Route<Type extends Topic = Topic> = {
  /** Absent from a route that goes out at once. */
  readonly hold?: {
    readonly seconds: number;
    /** Topics of the same order that make the message pointless if they arrive meanwhile. */
    readonly supersededBy: readonly Topic[];
  };
  /** What recipients may say no to, or have to say yes to first; absent from what everybody gets. */
  readonly preference?: PreferenceTopic;
  /** What is told once, however many events tell it; absent where each event is news. */
  toldOnceFor?(data: DataOf<Type>): string;
  to(data: DataOf<Type>): Audience;
} & (
  | { readonly channel: 'EMAIL'; readonly template: Template<Type, MailContent> }
  | { readonly channel: 'SMS'; readonly template: Template<Type, string> }
  | { readonly channel: 'IN_APP'; readonly template: Template<Type, InAppText> }
);

type Buyer = { readonly customerId: string | null; readonly guestId: string | null };

const mailAddress = ({ email }: { readonly email: string }): string | null => cleanText(email) || null;
const inbox = ({ customerId, guestId }: Buyer): string | null => customerId ?? guestId;
const admins = (): Audience => ({ role: 'ADMIN' });
/** Who sees to the stock of a product: its seller, or the shop itself where it has none. */
const stockKeeper = ({ sellerId }: DataOf<'StockLow'>): Audience =>
  sellerId === null ? admins() : { userId: sellerId };
const cartOwner = ({ customerId }: DataOf<'CartAbandoned'>): Audience =>
  customerId === null ? null : { userId: customerId };
const phone = (order: DataOf<'OrderPlaced'>): string | null =>
  toE164(order.phone) ?? toE164(order.shippingAddress.phone);

/** Whom each event tells, where, and how. The worker's whole behaviour is in this table. */
export const routes: { readonly [Type in Topic]: readonly Route<Type>[] } = {
  UserRegistered: [{ channel: 'EMAIL', to: mailAddress, template: welcomeMail }],
  // Tells nobody, but us whom to tell: recipient/contact.repository.ts.
  UserProfileChanged: [],
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
  PaymentRefundFailed: [
    { channel: 'EMAIL', to: admins, template: refundFailedMail },
    { channel: 'IN_APP', to: admins, template: refundFailedInApp },
  ],
  DisputeOpened: [
    { channel: 'EMAIL', to: admins, template: disputeOpenedMail },
    { channel: 'IN_APP', to: admins, template: disputeOpenedInApp },
  ],
  DisputeClosed: [
    { channel: 'EMAIL', to: admins, template: disputeClosedMail },
    { channel: 'IN_APP', to: admins, template: disputeClosedInApp },
  ],
  StockLow: [
    { channel: 'EMAIL', preference: 'LOW_STOCK', to: stockKeeper, template: stockLowMail },
    { channel: 'IN_APP', preference: 'LOW_STOCK', to: stockKeeper, template: stockLowInApp },
  ],
  BackInStockAlertDue: [
    {
      channel: 'EMAIL',
      preference: 'BACK_IN_STOCK',
      to: ({ customerId, email }) => (customerId === null ? email : { userId: customerId }),
      template: backInStockMail,
    },
    { channel: 'IN_APP', preference: 'BACK_IN_STOCK', to: inbox, template: backInStockInApp },
  ],
  CartAbandoned: [
    {
      channel: 'EMAIL',
      preference: 'CART_REMINDERS',
      toldOnceFor: ({ cartId }) => cartId,
      to: cartOwner,
      template: cartAbandonedMail,
    },
    {
      channel: 'IN_APP',
      preference: 'CART_REMINDERS',
      toldOnceFor: ({ cartId }) => cartId,
      to: cartOwner,
      template: cartAbandonedInApp,
    },
  ],
};

/** The routes of an event's type. */
export function routesOf(event: SoukEvent<Topic>): readonly Route[] {
  return routes[event.type] as readonly Route[];
}

const endings = (Object.entries(routes) as [Topic, readonly Route[]][]).flatMap(([held, ofTopic]) =>
  ofTopic.flatMap(({ hold }) => (hold?.supersededBy ?? []).map((by) => ({ held, by }))),
);

/** The topics whose held messages an event of this type makes pointless. */
export function heldTopicsEndedBy(type: Topic): Topic[] {
  return endings.filter(({ by }) => by === type).map(({ held }) => held);
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
