/** What the sandbox does with a payment method. Real providers have such tokens in their test mode. */
export type TokenBehaviour =
  | { readonly kind: 'authorise' }
  /** Accepts and commits, then holds the answer for longer than any client waits. */
  | { readonly kind: 'authorise-and-hold-answer' }
  | { readonly kind: 'require-action' }
  | { readonly kind: 'decline'; readonly declineCode: string };

const behaviours: Readonly<Record<string, TokenBehaviour>> = {
  tok_success: { kind: 'authorise' },
  tok_timeout_then_success: { kind: 'authorise-and-hold-answer' },
  tok_requires_action: { kind: 'require-action' },
  tok_declined: { kind: 'decline', declineCode: 'card_declined' },
  tok_insufficient_funds: { kind: 'decline', declineCode: 'insufficient_funds' },
};

/** Behaviour of a token; one that nobody issued is declined as a real provider would. */
export function behaviourOf(token: string): TokenBehaviour {
  return Object.hasOwn(behaviours, token)
    ? behaviours[token]!
    : { kind: 'decline', declineCode: 'invalid_payment_method' };
}

/** How a kept method looks to people. There are no card numbers here, and so none to keep. */
export type MethodFace = {
  readonly brand: string;
  readonly last4: string;
  readonly expiryMonth: number;
  readonly expiryYear: number;
};

const last4s: Readonly<Record<string, string>> = {
  tok_success: '4242',
  tok_requires_action: '3155',
  tok_timeout_then_success: '5100',
  tok_declined: '0002',
  tok_insufficient_funds: '9995',
};

export function faceOf(token: string): MethodFace {
  const last4 = last4s[token] ?? '0000';
  return { brand: last4 === '5100' ? 'mastercard' : 'visa', last4, expiryMonth: 12, expiryYear: 2034 };
}
