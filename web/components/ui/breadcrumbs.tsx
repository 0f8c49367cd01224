import Link from 'next/link';
import { Icon } from './icon.tsx';

/** Where the page lies; the last part is the page itself. */
export function Breadcrumbs({
  parts,
}: {
  parts: readonly { readonly label: string; readonly href?: string }[];
}) {
  return (
    <nav aria-label="Breadcrumb" className="text-small text-faint">
      <ol className="flex min-w-0 flex-wrap items-center">
        {parts.map((part, index) => (
          <li key={part.label} className="flex min-w-0 items-center">
            {index > 0 && <Icon name="chevron" size={14} className="mx-1 shrink-0" />}
            {part.href ? (
              <Link
                href={part.href}
                className="inline-flex min-h-11 items-center hover:text-ink hover:underline"
              >
                {part.label}
              </Link>
            ) : (
              <span aria-current="page" className="truncate text-soft">
                {part.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
