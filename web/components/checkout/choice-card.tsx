import type { ReactNode } from 'react';

interface ChoiceCardProps {
  readonly name: string;
  readonly value: string;
  readonly checked?: boolean;
  readonly defaultChecked?: boolean;
  readonly onChoose?: () => void;
  readonly icon: ReactNode;
  readonly title: string;
  readonly detail: string;
  readonly aside?: ReactNode;
}

/** One of several choices, as a card with a radio in it. */
export function ChoiceCard({
  name,
  value,
  checked,
  defaultChecked,
  onChoose,
  icon,
  title,
  detail,
  aside,
}: ChoiceCardProps) {
  return (
    <label className="flex min-h-16 items-center gap-4 rounded-md border border-line bg-surface px-4 py-3 transition-colors hover:border-control has-checked:border-accent has-checked:bg-accent-soft has-checked:ring-1 has-checked:ring-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={name}
        value={value}
        checked={checked}
        defaultChecked={defaultChecked}
        onChange={onChoose}
        // React resets a form after its action, to what was chosen first: what is chosen now has to be the default.
        ref={(input) => {
          if (input && checked !== undefined) input.defaultChecked = checked;
        }}
        className="size-4.5 shrink-0 accent-accent"
      />
      <span className="grid w-10 shrink-0 place-items-center text-soft">{icon}</span>
      <span className="min-w-0 grow">
        <span className="block font-medium">{title}</span>
        <span className="block text-small text-soft">{detail}</span>
      </span>
      {aside && <span className="font-medium whitespace-nowrap tabular-nums">{aside}</span>}
    </label>
  );
}
