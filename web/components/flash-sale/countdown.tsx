'use client';
import { formatMoment } from '@/lib/dates.ts';
import { announcement, clockText, secondsUntil, spokenTime } from '@/lib/flash-sale-standing.ts';
import { useNow } from './use-now.ts';

interface CountdownProps {
  readonly until: string;
  /** What it counts down to, for those who hear it: `Held for you`. */
  readonly label: string;
  /** Whether it says at a few marks how much time is left; it never speaks every second. */
  readonly announced?: boolean;
  readonly className?: string;
}

/** The time that is left until an instant; without scripts the instant itself. */
export function Countdown({ until, label, announced, className = '' }: CountdownProps) {
  const now = useNow();
  if (now === null) {
    return (
      <time dateTime={until} className={className}>
        until {formatMoment(until)}
      </time>
    );
  }
  const seconds = secondsUntil(until, now);
  return (
    <>
      <span
        role="timer"
        aria-live="off"
        aria-label={`${label}: ${spokenTime(seconds)}`}
        className={`whitespace-nowrap tabular-nums ${className}`}
      >
        {clockText(seconds)}
      </span>
      {announced && (
        <span role="status" className="sr-only">
          {announcement(seconds)}
        </span>
      )}
    </>
  );
}
