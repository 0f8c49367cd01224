/** What the picker needs to know of a variant. */
export interface ChoosableVariant {
  readonly id: string;
  readonly availableQuantity: number;
  readonly selectedOptions: readonly { readonly name: string; readonly value: string }[];
}

export interface ProductOption {
  readonly name: string;
  readonly values: readonly string[];
}

/**
 * `available` can be bought, `sold-out` exists but has no stock, `unavailable` does not exist in combination with the
 * other choices (choosing it changes them).
 */
export type ValueState = 'available' | 'sold-out' | 'unavailable';

function choiceOf(variant: ChoosableVariant, option: string): string | undefined {
  return variant.selectedOptions.find((selected) => selected.name === option)?.value;
}

/** The variant to show first: the one asked for, else the first with stock, else the first. */
export function initialVariant<T extends ChoosableVariant>(
  variants: readonly T[],
  wantedId?: string,
): T | undefined {
  return (
    variants.find((variant) => variant.id === wantedId) ??
    variants.find((variant) => variant.availableQuantity > 0) ??
    variants[0]
  );
}

/** The state of one value of an option while `current` is chosen. */
export function valueState(
  variants: readonly ChoosableVariant[],
  current: ChoosableVariant,
  option: string,
  value: string,
): ValueState {
  const match = variants.find(
    (variant) =>
      choiceOf(variant, option) === value &&
      current.selectedOptions.every((s) => s.name === option || choiceOf(variant, s.name) === s.value),
  );
  if (!match) return 'unavailable';
  return match.availableQuantity > 0 ? 'available' : 'sold-out';
}

/**
 * The variant after choosing `value` for `option`: the one that keeps most of the other choices, with stock before
 * without. Returns `current` if no variant has the value.
 */
export function chooseValue<T extends ChoosableVariant>(
  variants: readonly T[],
  current: T,
  option: string,
  value: string,
): T {
  const kept = (variant: T): number =>
    current.selectedOptions.filter((s) => s.name !== option && choiceOf(variant, s.name) === s.value).length;
  const candidates = variants
    .filter((variant) => choiceOf(variant, option) === value)
    .toSorted(
      (a, b) => kept(b) - kept(a) || Number(b.availableQuantity > 0) - Number(a.availableQuantity > 0),
    );
  return candidates[0] ?? current;
}
