/** A card of the demo provider: what it looks like and the one-time token that stands for it. No card number exists. */
export interface DemoCard {
  readonly token: string;
  readonly name: string;
  readonly ending: string;
  readonly outcome: string;
}

/** The cards that the built-in provider knows, by what they do. */
export const demoCards: readonly DemoCard[] = [
  { token: 'tok_success', name: 'Demo Visa', ending: '4242', outcome: 'Pays at once' },
  {
    token: 'tok_requires_action',
    name: 'Demo Visa, with 3-D Secure',
    ending: '3155',
    outcome: 'Asks you to confirm with the bank',
  },
  {
    token: 'tok_timeout_then_success',
    name: 'Demo Mastercard, slow',
    ending: '5100',
    outcome: 'Answers late, then pays',
  },
  { token: 'tok_declined', name: 'Demo Mastercard', ending: '0002', outcome: 'Is declined by the bank' },
  { token: 'tok_insufficient_funds', name: 'Demo Amex', ending: '9995', outcome: 'Has not enough funds' },
];
