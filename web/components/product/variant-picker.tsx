'use client';
import { type ChoosableVariant, chooseValue, type ProductOption, valueState } from '@/lib/variant-choice.ts';

interface VariantPickerProps<T extends ChoosableVariant> {
  readonly options: readonly ProductOption[];
  readonly variants: readonly T[];
  readonly current: T;
  readonly onChoose: (variant: T) => void;
}

const looks = {
  available: 'border-line bg-surface hover:border-control',
  'sold-out': 'border-line bg-surface text-faint line-through decoration-1',
  unavailable: 'border-dashed border-line bg-transparent text-faint',
};

const said = { available: '', 'sold-out': ', sold out', unavailable: ', not in this combination' };

/** The options of a product. Sold out is struck through; a value that needs another combination is dashed. */
export function VariantPicker<T extends ChoosableVariant>({
  options,
  variants,
  current,
  onChoose,
}: VariantPickerProps<T>) {
  return (
    <div className="grid gap-5">
      {options.map((option) => {
        const chosen = current.selectedOptions.find((selected) => selected.name === option.name)?.value;
        return (
          <fieldset key={option.name}>
            <legend className="mb-2 text-small">
              <span className="font-medium">{option.name}</span> <span className="text-soft">{chosen}</span>
            </legend>
            <div className="flex flex-wrap gap-2">
              {option.values.map((value) => {
                const state =
                  value === chosen ? 'available' : valueState(variants, current, option.name, value);
                const soldOut = value === chosen && current.availableQuantity <= 0;
                return (
                  <label
                    key={value}
                    className={`inline-flex min-h-11 min-w-11 items-center justify-center rounded-sm border px-4 transition-colors has-checked:border-ink has-checked:ring-1 has-checked:ring-ink has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${soldOut ? looks['sold-out'] : looks[state]}`}
                  >
                    <input
                      type="radio"
                      name={`option-${option.name}`}
                      value={value}
                      checked={value === chosen}
                      onChange={() => onChoose(chooseValue(variants, current, option.name, value))}
                      className="sr-only"
                    />
                    {value}
                    <span className="sr-only">{soldOut ? said['sold-out'] : said[state]}</span>
                  </label>
                );
              })}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}
