/** All texts in English. `name` is a first name to greet by or null, `number` an order's number. */
export const english = {
  shop: 'Souk',
  tagline: 'Good things, well made.',
  hello: (name: string | null) => (name ? `Hello ${name},` : 'Hello,'),
  noReply: 'You get this message because of your order or account at Souk. It is not advertising.',
  openInStore: 'Open Souk',
  unsubscribe: 'No more of these messages',

  order: {
    number: (number: string) => `Order ${number}`,
    view: 'View your order',
    items: 'Your items',
    shippedItems: 'In this parcel',
    quantity: (count: number) => `Qty ${count}`,
    moreItems: (count: number) => (count === 1 ? 'and 1 more item' : `and ${count} more items`),
    subtotal: 'Subtotal',
    discount: 'Discount',
    shipping: 'Shipping',
    free: 'Free',
    tax: 'Tax',
    total: 'Total',
    shipTo: 'Delivery address',
  },

  welcome: {
    subject: 'Welcome to Souk',
    preview: 'Your account is ready.',
    heading: 'Your account is ready',
    text: 'Thank you for joining us. With your account you follow orders live, keep your addresses, and find everything you bought in one place.',
    action: 'Start shopping',
    notYou: 'You did not open this account? Then somebody mistyped an address, and you need do nothing.',
  },

  tokenReused: {
    subject: 'Security alert: we signed you out',
    preview: 'A sign-in of your account was used twice.',
    heading: 'We signed you out to protect your account',
    text: 'A sign-in of yours was used from a second place, which can mean that it was stolen. We ended it at once; your orders and payment details are untouched.',
    advice: 'Please sign in again and choose a new password that you use nowhere else.',
    action: 'Go to my account',
  },

  passwordChanged: {
    subject: 'Your password was changed',
    preview: 'Everybody else was signed out.',
    heading: 'Your password was changed',
    text: 'The password of your account was just changed, and all other devices were signed out.',
    advice: 'This was not you? Reset your password now and look through your account.',
    action: 'Go to my account',
  },

  orderPlaced: {
    subject: (number: string) => `We have your order ${number}`,
    preview: 'We are preparing it and will tell you as soon as it is confirmed.',
    heading: 'Thank you, we have your order',
    text: 'We are reserving your items and arranging the payment. As soon as that is done we will confirm your order.',
  },

  orderConfirmed: {
    subject: (number: string) => `Order ${number} is confirmed`,
    preview: (total: string) =>
      `Thank you! Your payment of ${total} arrived, and your items are being packed.`,
    heading: 'Your order is confirmed',
    text: 'Thank you! Your payment arrived and your items are set aside for you. We will write again when they are on their way.',
    sms: (number: string, total: string, url: string) =>
      `Souk: order ${number} is confirmed (${total}). Follow it: ${url}`,
    title: (number: string) => `Order ${number} is confirmed`,
    body: (items: string, total: string) => `${items} for ${total}. We are packing it for you.`,
  },

  orderCancelled: {
    subject: (number: string) => `Order ${number} was cancelled`,
    heading: 'Your order was cancelled',
    title: (number: string) => `Order ${number} was cancelled`,
    money:
      'Nothing is charged. If an amount shows as reserved or was taken already, it goes back to you; banks need up to 5 working days.',
    action: 'Back to the store',
    reasons: {
      OUT_OF_STOCK:
        'Somebody was faster: an item sold out before we could set it aside for you. We are sorry.',
      PAYMENT_DECLINED: 'Your payment was declined. You can order again with another way to pay.',
      PAYMENT_EXPIRED: 'The payment was not completed in time. You are welcome to order again.',
      PRICE_CHANGED:
        'A price changed while you ordered. We never charge another amount than the one you saw.',
      BY_CUSTOMER: 'You cancelled it.',
      BY_STAFF: 'Our team had to cancel it. We are sorry; answer this mail and we will explain.',
    },
  },

  orderFulfilled: {
    subject: (number: string, complete: boolean) =>
      complete ? `Order ${number} is on its way` : `Part of order ${number} is on its way`,
    preview: 'Packed, handed over and coming to you.',
    heading: (complete: boolean) =>
      complete ? 'Your order is on its way' : 'Part of your order is on its way',
    text: (complete: boolean) =>
      complete
        ? 'Everything you ordered left our warehouse.'
        : 'A first parcel left our warehouse. The rest follows, and we will write when it does.',
    carrier: 'Carrier',
    trackingNumber: 'Tracking number',
    track: 'Track the parcel',
    sms: (number: string, tracking: string | null, url: string) =>
      `Souk: order ${number} is on its way${tracking ? `, tracking ${tracking}` : ''}. ${url}`,
    title: (number: string) => `Order ${number} is on its way`,
    body: (carrier: string | null, tracking: string | null) =>
      carrier && tracking ? `With ${carrier}, tracking number ${tracking}.` : 'It left our warehouse.',
  },

  orderDelivered: {
    subject: (number: string) => `Order ${number} has arrived`,
    preview: 'We hope you like it.',
    heading: 'Your order has arrived',
    text: 'We hope you like it. If something is not right, you can ask for a return on the page of your order.',
    title: (number: string) => `Order ${number} has arrived`,
    body: 'We hope you like it. Tell others with a review.',
  },

  paymentActionRequired: {
    subject: (number: string) => `One more step to pay for order ${number}`,
    preview: 'The payment waits for you to confirm it.',
    heading: 'Please confirm your payment',
    text: (amount: string) =>
      `The payment of ${amount} waits for you to confirm it. Your items are held until then.`,
    until: (moment: string) =>
      `Please confirm by ${moment}; after that the order is cancelled and nothing is charged.`,
    action: 'Confirm the payment',
    title: (number: string) => `Confirm the payment of order ${number}`,
    body: (amount: string) => `The payment of ${amount} waits for you to confirm it.`,
  },

  paymentRefunded: {
    subject: (number: string, amount: string) => `Refund of ${amount} for order ${number}`,
    preview: 'The money is on its way back to you.',
    heading: 'Your refund is on its way',
    text: (amount: string) =>
      `We paid ${amount} back the way you paid. Banks need up to 5 working days to show it.`,
    amount: 'Refund',
    refundedTotal: 'Refunded so far',
    title: (number: string) => `Refund for order ${number}`,
    body: (amount: string) => `${amount} is on its way back to you.`,
  },

  returnRequested: {
    subject: (number: string) => `We have your return request for order ${number}`,
    preview: 'We look at it and answer soon.',
    heading: 'We have your return request',
    text: 'We look at it now, usually within one working day, and write as soon as it is decided. Please keep the items until then.',
    title: (number: string) => `Return request for order ${number}`,
    body: 'We have it and will answer soon.',
  },

  returnApproved: {
    subject: (number: string) => `Your return for order ${number} is approved`,
    preview: 'Here is what to do next.',
    heading: 'Your return is approved',
    text: (amount: string) =>
      `Please pack the items well and send them to us. When they arrive we refund ${amount} the way you paid.`,
    title: (number: string) => `Return for order ${number} is approved`,
    body: (amount: string) => `Send the items back and we refund ${amount}.`,
  },

  returnRejected: {
    subject: (number: string) => `About your return for order ${number}`,
    preview: 'We could not accept it.',
    heading: 'We could not accept your return',
    text: 'We looked at your request and cannot take these items back. Answer this mail if you see it differently; a person will read it.',
    title: (number: string) => `Return for order ${number} was not accepted`,
    body: 'See your order for the details.',
  },

  returns: { items: 'Items', note: 'Note' },

  backInStock: {
    subject: (title: string) => `${title} is back`,
    preview: 'You asked us to tell you.',
    heading: (title: string) => `${title} is back`,
    text: 'You wanted to know when this can be had again: now it can. We cannot hold it for you, and others were told as well.',
    item: 'Back in stock',
    action: 'Go and get it',
    once: 'This was the one message you asked for. We write about it again only if you ask again.',
    why: 'You get this message because you, or somebody with your address, asked for it at a product that was sold out.',
    body: (price: string) => `You can have it for ${price} while it lasts.`,
  },

  cartAbandoned: {
    subject: 'You left something in your cart',
    preview: 'It is still there.',
    heading: 'You left something in your cart',
    text: 'It is still there, as you left it.',
    action: 'Back to your cart',
    notHeld: 'Goods in a cart are not set aside, and prices can change until you order.',
    why: 'You get this message because you asked us to remind you of your cart. We do so once for each cart.',
  },

  /** To those who run the shop. */
  staff: {
    why: 'You get this message because you run this shop.',
    openOrder: 'Open the order',
    provider: 'Provider',
    providers: { SANDBOX: 'Sandbox', STRIPE: 'Stripe', PAYPAL: 'PayPal' },
    payment: 'Payment',
    disputed: 'Disputed',
    refund: 'Refund',
    forReturn: 'For return',
    reason: 'Reason',
    respondBy: 'Answer by',
    available: 'Left',
    threshold: 'Counts as low from',
  },

  disputeOpened: {
    subject: (number: string, amount: string) => `${amount} of order ${number} is disputed`,
    preview: 'Send evidence at the provider. Nothing is paid back until it is decided.',
    heading: 'A buyer disputes a payment',
    text: (amount: string) =>
      `The buyer asked the bank to take back ${amount}. Until that is decided this order cannot be refunded.`,
    todo: (provider: string, until: string | null) =>
      `What to do: send the invoice, the tracking and what you wrote with the buyer as evidence at ${provider}${
        until ? ` by ${until}` : ''
      }, or accept the dispute there. Without an answer it is lost.`,
  },

  disputeClosed: {
    WON: {
      subject: (number: string) => `The dispute of order ${number} is won`,
      preview: 'The money stays with the shop.',
      heading: 'The dispute is won',
      text: (amount: string) => `The bank decided for you: ${amount} stays with the shop.`,
      todo: 'There is nothing to do. The order can be refunded again, should you want to.',
    },
    LOST: {
      subject: (number: string) => `The dispute of order ${number} is lost`,
      preview: 'The money went back to the buyer.',
      heading: 'The dispute is lost',
      text: (amount: string) => `The bank decided for the buyer: ${amount} went back.`,
      todo: 'What to do: do not refund this amount again. If the goods are still on their way, stop them or ask for them back.',
    },
  },

  refundFailed: {
    subject: (number: string, amount: string) => `Refund of ${amount} for order ${number} failed`,
    preview: 'The buyer still waits for this money.',
    heading: 'A refund did not reach the buyer',
    text: (amount: string) =>
      `${amount} could not be paid back, and nobody tries again by itself. The buyer still waits for this money.`,
    todo: (provider: string) =>
      `What to do: see at ${provider} why it failed. If the reason is gone, refund again on the page of the order; if the buyer's card or account is closed, ask for another and pay outside of the shop, then note it at the order.`,
  },

  stockLow: {
    subject: (name: string, left: string) => `${name}: ${left}`,
    preview: (threshold: number) => `Stock counts as low from ${threshold} down.`,
    left: (available: number) =>
      available === 0 ? 'sold out' : available === 1 ? 'only 1 left' : `only ${available} left`,
    heading: (available: number) => (available === 0 ? 'Sold out' : 'Little is left'),
    text: (name: string, left: string) => `${name}: ${left}. Order more, or set another threshold.`,
    action: 'See the stock',
    why: 'You get this message because you see to the stock of these goods. It comes once each time they run low.',
  },
};
