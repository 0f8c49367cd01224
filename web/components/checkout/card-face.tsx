const fills: Record<string, string> = {
  tok_success: 'fill-accent',
  tok_requires_action: 'fill-accent',
  tok_timeout_then_success: 'fill-warn',
  tok_declined: 'fill-ink',
  tok_insufficient_funds: 'fill-soft',
};

/** A small picture of a card. Decorative. */
export function CardFace({ token }: { token: string }) {
  return (
    <svg aria-hidden="true" width="40" height="27" viewBox="0 0 40 27">
      <rect width="40" height="27" rx="4.5" className={fills[token] ?? 'fill-ink'} />
      <rect x="5" y="7" width="7" height="5.5" rx="1.2" className="fill-ground" opacity="0.85" />
      <rect x="5" y="18" width="13" height="2.2" rx="1.1" className="fill-ground" opacity="0.6" />
      <circle cx="30" cy="19" r="3.6" className="fill-ground" opacity="0.75" />
      <circle cx="34" cy="19" r="3.6" className="fill-ground" opacity="0.4" />
    </svg>
  );
}
