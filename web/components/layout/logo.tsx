import Link from 'next/link';

/** The shop's mark, the arch of a souk's gate, and its name. */
export function Logo() {
  return (
    <Link href="/" aria-label="Souk, home" className="inline-flex min-h-11 items-center gap-2 text-ink">
      <svg aria-hidden="true" width="26" height="26" viewBox="0 0 26 26">
        <path
          d="M2 25V12.5C2 6.3 6.9 3.9 13 1c6.1 2.9 11 5.3 11 11.5V25h-6.5V14.2c0-2.9-2-4.4-4.5-5.7-2.5 1.3-4.5 2.8-4.5 5.7V25H2Z"
          className="fill-accent"
        />
      </svg>
      <span className="text-title font-semibold tracking-tight">Souk</span>
    </Link>
  );
}
