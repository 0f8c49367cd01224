'use client';
import { useState, useTransition } from 'react';
import { Icon } from '../ui/icon.tsx';
import { rememberTheme } from './theme-actions.ts';

const choices = [
  { value: 'system', label: 'Auto' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
] as const;

/** Light, dark, or as the device prefers. The choice is a cookie, so the next page comes in the right colours at once. */
export function ThemeToggle({ initial }: { initial: string }) {
  const [theme, setTheme] = useState(initial);
  const [, startTransition] = useTransition();
  const choose = (value: string) => {
    setTheme(value);
    if (value === 'system') document.documentElement.removeAttribute('data-theme');
    else document.documentElement.setAttribute('data-theme', value);
    startTransition(() => rememberTheme(value));
  };
  return (
    <fieldset className="inline-flex justify-self-start rounded-full border border-line">
      <legend className="sr-only">Colours</legend>
      {choices.map(({ value, label }) => (
        <label
          key={value}
          className="inline-flex min-h-11 items-center gap-1.5 rounded-full px-3 text-small text-soft hover:text-ink has-checked:bg-hover has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => choose(value)}
            className="sr-only"
          />
          {value !== 'system' && <Icon name={value === 'light' ? 'sun' : 'moon'} size={16} />}
          {label}
        </label>
      ))}
    </fieldset>
  );
}
