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
