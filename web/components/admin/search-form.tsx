import Form from 'next/form';
import type { ReactNode } from 'react';
import { buttonClass } from '@/components/ui/button.tsx';

interface SearchFormProps {
  /** The path that shows what is found, by its parameter `q`. */
  readonly action: string;
  /** What can be typed, for who hears the page. */
  readonly label: string;
  readonly placeholder: string;
  /** What is searched for now. */
  readonly search: string;
  readonly className?: string;
  /** Hidden fields that go along. */
  readonly children?: ReactNode;
}

/** A search of the office: one field and its button. Works without scripts. */
export function SearchForm({
  action,
  label,
  placeholder,
  search,
  className = '',
  children,
}: SearchFormProps) {
  return (
    <Form action={action} className={`flex gap-2 ${className}`}>
      {children}
      <label className="min-w-0 grow">
        <span className="sr-only">{label}</span>
        <input name="q" type="search" defaultValue={search} placeholder={placeholder} className="field" />
      </label>
      <button type="submit" className={buttonClass('secondary', 'small')}>
        Search
      </button>
    </Form>
  );
}
