const fewBelow = 6;

/** How much is left of the chosen variant; announced when it changes while the page is open. */
export function StockLine({ available }: { available: number }) {
  const state = available <= 0 ? 'none' : available < fewBelow ? 'few' : 'plenty';
  const look = { none: 'text-bad', few: 'text-warn', plenty: 'text-good' }[state];
  const words = { none: 'Sold out', few: `Only ${available} left`, plenty: 'In stock' }[state];
  return (
    <p aria-live="polite" className={`flex items-center gap-2 text-small font-medium ${look}`}>
      <span
        aria-hidden="true"
        className={`size-2 rounded-full bg-current ${state === 'few' ? 'pulse-dot' : ''}`}
      />
      {words}
    </p>
  );
}
