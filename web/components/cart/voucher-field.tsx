'use client';
import { useActionState, useEffect, useRef, useState } from 'react';
import type { Cart } from '@/lib/api/cart.ts';
import { formatMoney } from '@/lib/money.ts';
import { Icon } from '../ui/icon.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { applyVoucherAction } from './cart-actions.ts';
import { useCart } from './cart-provider.tsx';

type Voucher = Cart['vouchers'][number];

/** Why a code does not reduce the price, in plain words. */
function problemWords({ problem, minimumSpend }: Voucher): string {
  switch (problem) {
    case 'MINIMUM_SPEND':
      return minimumSpend
        ? `Counts once the goods it is for come to ${formatMoney(minimumSpend)}.`
        : 'Counts once the goods it is for come to more.';
    case 'NO_MATCHING_GOODS':
      return 'It is not for anything in your cart.';
    case 'NOT_COMBINABLE':
      return 'Cannot be combined; what you get instead saves you more.';
    case 'NOTHING_LEFT':
      return 'There is nothing left to take off.';
    case 'ALREADY_USED':
      return 'You have used it already. Please take it out.';
    case 'NOT_FIRST_ORDER':
      return 'It is for a first order. Please take it out.';
    default:
      return 'It cannot be used any more. Please take it out.';
  }
}

/** The codes in the cart, and a field for another. */
export function VoucherField({ id = 'voucher' }: { id?: string }) {
  const { cart, adopt, removeVoucher, isPending } = useCart();
  const [result, action] = useActionState(applyVoucherAction, null);
  const [typed, setTyped] = useState('');
  useEffect(() => {
    if (!result) return;
    // What went wrong is said at the field; the cart says nothing of it.
    adopt({ ...result, message: null });
    if (!result.message) setTyped('');
  }, [result, adopt]);
  const error = result?.message;
  const field = useRef<HTMLInputElement>(null);
  /** The button goes with its code: the focus has to go somewhere first. */
  const takeOut = (code: string) => {
    field.current?.focus();
    removeVoucher(code);
  };
  return (
    <div className="grid gap-3">
      {cart && cart.vouchers.length > 0 && (
        <ul className="grid gap-2" aria-label="Your codes">
          {cart.vouchers.map((voucher) => (
            <li
              key={voucher.code}
              className="flex items-center gap-3 rounded-md border border-line bg-surface pl-4"
            >
              <Icon name={voucher.applied ? 'check' : 'info'} size={18} className="shrink-0" />
              <span className="min-w-0 grow py-2">
                <span className="font-mono break-all">{voucher.code}</span>
                {voucher.problem && (
                  <span className="block text-small text-warn">{problemWords(voucher)}</span>
                )}
              </span>
              <button
                type="button"
                disabled={isPending}
                onClick={() => takeOut(voucher.code)}
                className="grid size-11 shrink-0 place-items-center rounded-full hover:bg-hover disabled:opacity-40"
                aria-label={`Take out ${voucher.code}`}
              >
                <Icon name="close" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form action={action} className="grid gap-1.5">
        <label htmlFor={id} className="text-small font-medium">
          Voucher code
        </label>
        <div className="flex gap-2">
          <input
            id={id}
            ref={field}
            name="code"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="field min-w-0 grow uppercase"
            maxLength={40}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${id}-error` : undefined}
          />
          <SubmitButton tone="secondary" pendingLabel="Checking">
            Apply
          </SubmitButton>
        </div>
        <p id={`${id}-error`} role="status" className="text-small font-medium text-bad empty:hidden">
          {error}
        </p>
      </form>
    </div>
  );
}
