import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';
export type ButtonSize = 'large' | 'normal' | 'small';

const tones: Record<ButtonTone, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'border border-control bg-surface text-ink hover:bg-hover',
  quiet: 'text-ink hover:bg-hover',
  danger: 'border border-bad text-bad hover:bg-bad-soft',
};

const sizes: Record<ButtonSize, string> = {
  large: 'min-h-13 px-7 text-base',
  normal: 'min-h-11 px-5 text-base',
  small: 'min-h-11 px-4 text-small',
};

/** Classes of a button, for elements that are not buttons, such as links and summaries. */
export function buttonClass(tone: ButtonTone = 'primary', size: ButtonSize = 'normal', extra = ''): string {
  return `inline-flex select-none items-center justify-center gap-2 rounded-full text-center font-medium transition-colors duration-150 active:translate-y-px aria-disabled:pointer-events-none aria-disabled:opacity-55 disabled:pointer-events-none disabled:opacity-55 ${tones[tone]} ${sizes[size]} ${extra}`;
}

type ButtonProps = ComponentProps<'button'> & { tone?: ButtonTone; size?: ButtonSize };

/** A button. One primary on a screen. */
export function Button({ tone, size, className, type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={buttonClass(tone, size, className)} {...rest} />;
}

type ButtonLinkProps = ComponentProps<typeof Link> & { tone?: ButtonTone; size?: ButtonSize };

/** A link that looks like a button. */
export function ButtonLink({ tone, size, className, ...rest }: ButtonLinkProps) {
  return <Link className={buttonClass(tone, size, className)} {...rest} />;
}

type IconButtonProps = ComponentProps<'button'> & { label: string; children: ReactNode };

/** A square button of 44 px with an icon; `label` is what it is called. */
export function IconButton({ label, className = '', type = 'button', ...rest }: IconButtonProps) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={`inline-grid size-11 place-items-center rounded-full text-ink transition-colors hover:bg-hover disabled:opacity-40 ${className}`}
      {...rest}
    />
  );
}
