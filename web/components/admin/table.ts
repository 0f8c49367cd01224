/** Classes of the office's tables: dense, scannable, numbers aligned. */
export const table = {
  frame: 'overflow-x-auto rounded-md border border-line bg-surface',
  root: 'w-full border-collapse text-small',
  head: 'border-b border-line bg-sunken text-left text-soft [&_th]:px-3 [&_th]:py-2.5 [&_th]:font-medium [&_th]:whitespace-nowrap',
  row: 'relative border-b border-line last:border-b-0 hover:bg-hover [&_td]:px-3 [&_td]:py-2 [&_td]:align-middle',
  number: 'text-right tabular-nums whitespace-nowrap',
};
