'use client';
import { Icon } from '../ui/icon.tsx';

interface QuantityStepperProps {
  readonly value: number;
  readonly max: number;
  readonly label: string;
  readonly onChange: (quantity: number) => void;
  /** Whether the smallest quantity is 0, which removes the line. */
  readonly removable?: boolean;
}

/** Minus, a number, plus. */
export function QuantityStepper({ value, max, label, onChange, removable }: QuantityStepperProps) {
  const min = removable ? 0 : 1;
  return (
    <fieldset
      aria-label={`Quantity of ${label}`}
      className="inline-flex items-center rounded-full border border-line bg-surface"
    >
      <button
        type="button"
        aria-label={removable && value === 1 ? `Remove ${label}` : 'One less'}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
        className="grid size-11 place-items-center rounded-full hover:bg-hover disabled:opacity-35"
      >
        <Icon name={removable && value === 1 ? 'trash' : 'minus'} size={16} />
      </button>
      <output className="min-w-6 text-center font-medium tabular-nums">{value}</output>
      <button
        type="button"
        aria-label="One more"
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
        className="grid size-11 place-items-center rounded-full hover:bg-hover disabled:opacity-35"
      >
        <Icon name="plus" size={16} />
      </button>
    </fieldset>
  );
}
