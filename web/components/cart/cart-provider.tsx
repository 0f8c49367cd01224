'use client';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useOptimistic,
  useState,
  useTransition,
} from 'react';
import type { Cart } from '@/lib/api/cart.ts';
import {
  type CartResult,
  changeLineAction,
  confirmPricesAction,
  estimateShippingAction,
  removeVoucherAction,
} from './cart-actions.ts';
import { withIntent } from './optimistic-cart.ts';

interface CartContextValue {
  readonly cart: Cart | null;
  /** Whether a change is on its way; totals are those before it until then. */
  readonly isPending: boolean;
  readonly message: string | null;
  readonly isOpen: boolean;
  readonly setOpen: (open: boolean) => void;
  /** Takes over a cart that an action answered with. */
  readonly adopt: (result: CartResult) => void;
  readonly changeLine: (lineId: string, quantity: number) => void;
  readonly removeVoucher: (code: string) => void;
  /** Agrees to prices that are others than when the goods were put in. */
  readonly confirmPrices: () => void;
  readonly estimate: (countryCode: string, shippingMethodId?: string | null, region?: string | null) => void;
}

const CartContext = createContext<CartContextValue | null>(null);

/** The cart of the page. Throws outside CartProvider. */
export function useCart(): CartContextValue {
  const value = useContext(CartContext);
  if (!value) throw new Error('useCart needs a CartProvider around it');
  return value;
}

/** Holds the cart for header, drawer, cart page and checkout; begins with what the server rendered. */
export function CartProvider({ initial, children }: { initial: Cart | null; children: ReactNode }) {
  const [rendered, setRendered] = useState(initial);
  const [known, setKnown] = useState(initial);
  if (rendered !== initial) {
    setRendered(initial);
    setKnown(initial);
  }
  const [shown, showIntent] = useOptimistic(known, withIntent);
  const [message, setMessage] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [isPending, startTransition] = useTransition();

  const adopt = useCallback((result: CartResult) => {
    if (result.cart) setKnown(result.cart);
    setMessage(result.message);
  }, []);

  const changeLine = useCallback(
    (lineId: string, quantity: number) => {
      startTransition(async () => {
        showIntent({ kind: 'quantity', lineId, quantity });
        const result = await changeLineAction(lineId, quantity);
        startTransition(() => adopt(result));
      });
    },
    [adopt, showIntent],
  );

  const removeVoucher = useCallback(
    (code: string) => {
      startTransition(async () => {
        const result = await removeVoucherAction(code);
        startTransition(() => adopt(result));
      });
    },
    [adopt],
  );

  const confirmPrices = useCallback(() => {
    startTransition(async () => {
      const result = await confirmPricesAction();
      startTransition(() => adopt(result));
    });
  }, [adopt]);

  const estimate = useCallback(
    (countryCode: string, shippingMethodId?: string | null, region?: string | null) => {
      startTransition(async () => {
        showIntent({ kind: 'shipping', countryCode, shippingMethodId });
        const result = await estimateShippingAction(countryCode, shippingMethodId, region);
        startTransition(() => adopt(result));
      });
    },
    [adopt, showIntent],
  );

  const value = useMemo(
    () => ({
      cart: shown,
      isPending,
      message,
      isOpen,
      setOpen,
      adopt,
      changeLine,
      removeVoucher,
      confirmPrices,
      estimate,
    }),
    [shown, isPending, message, isOpen, adopt, changeLine, removeVoucher, confirmPrices, estimate],
  );
  return <CartContext value={value}>{children}</CartContext>;
}
