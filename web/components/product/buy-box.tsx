'use client';
import { useSubscription } from '@apollo/client/react';
import { usePathname } from 'next/navigation';
import { useActionState, useEffect, useRef, useState } from 'react';
import type { StockAlerts } from '@/lib/api/back-in-stock.ts';
import type { ProductDetail } from '@/lib/api/catalogue.ts';
import type { FlashSalePlace } from '@/lib/api/flash-sales.ts';
import { StockChangedDocument } from '@/lib/api/generated/graphql.ts';
import { formatPriceTag } from '@/lib/money.ts';
import { initialVariant } from '@/lib/variant-choice.ts';
import { addToCartAction, type CartResult } from '../cart/cart-actions.ts';
import { useCart } from '../cart/cart-provider.tsx';
import { QuantityStepper } from '../cart/quantity-stepper.tsx';
import { FlashSalePanel } from '../flash-sale/flash-sale-panel.tsx';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { SubmitButton } from '../ui/submit-button.tsx';
import { Gallery } from './gallery.tsx';
import { Price } from './price.tsx';
import { StockAlertForm } from './stock-alert-form.tsx';
import { StockLine } from './stock-line.tsx';
import { VariantPicker } from './variant-picker.tsx';

type Variant = ProductDetail['variants'][number];

/** Stock of a variant as it changes while the page is open. */
function useLiveVariants(product: ProductDetail, currentId: string): readonly Variant[] {
  const [live, setLive] = useState<Readonly<Record<string, number>>>({});
  useSubscription(StockChangedDocument, {
    variables: { variantId: currentId },
    ignoreResults: true,
    onData: ({ data }) => {
      const changed = data.data?.stockChanged;
      if (changed) setLive((before) => ({ ...before, [changed.id]: changed.availableQuantity }));
    },
  });
  return product.variants.map((variant) => ({
    ...variant,
    availableQuantity: live[variant.id] ?? variant.availableQuantity,
  }));
}

interface BuyBoxProps {
  readonly product: ProductDetail;
  readonly wantedVariantId?: string;
  /** Title, rating and seller, rendered on the server. */
  readonly heading: React.ReactNode;
  readonly below: React.ReactNode;
  /** The viewer's places in flash sales of the product, by the sales' ids. */
  readonly places: Readonly<Record<string, FlashSalePlace>>;
  /** What the viewer waits for of the product. */
  readonly alerts: StockAlerts;
}

/** Pictures, options, stock and the way into the cart. */
export function BuyBox({ product, wantedVariantId, heading, below, places, alerts }: BuyBoxProps) {
  const path = usePathname();
  const [chosenId, setChosenId] = useState(initialVariant(product.variants, wantedVariantId)?.id ?? '');
  const variants = useLiveVariants(product, chosenId);
  const current = variants.find((variant) => variant.id === chosenId) ?? variants[0];
  const [quantity, setQuantity] = useState(1);
  const { adopt, setOpen } = useCart();
  const [result, submit] = useActionState<CartResult | null, FormData>(addToCartAction, null);

  useEffect(() => {
    if (!result) return;
    adopt(result);
    if (result.cart && !result.message) setOpen(true);
  }, [result, adopt, setOpen]);

  if (!current) return <Notice tone="info">This product cannot be bought right now.</Notice>;
  const available = current.availableQuantity;
  const choose = (variant: Variant) => {
    setChosenId(variant.id);
    setQuantity(1);
    window.history.replaceState(null, '', `${path}?variant=${variant.id}`);
  };
  const category = product.category?.slug;
  const sale = current.flashSale;
  const onSale = sale ? null : variants.find((variant) => variant.flashSale);

  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-14">
      <Gallery media={product.media} categorySlug={category} variantUrl={current.media?.url} />
      <div className="grid content-start gap-6 lg:pt-4">
        {heading}
        <div className="grid gap-2">
          <Price price={current.price} compareAt={current.compareAtPrice} className="text-title" />
          <StockLine available={available} />
        </div>
        {product.options.length > 0 && (
          <VariantPicker options={product.options} variants={variants} current={current} onChoose={choose} />
        )}
        {sale && (
          <FlashSalePanel
            key={sale.id}
            sale={sale}
            regularPrice={current.price}
            place={places[sale.id] ?? null}
          />
        )}
        {onSale && (
          <Button tone="secondary" onClick={() => choose(onSale)}>
            Flash sale: {onSale.title}
          </Button>
        )}
        <form action={submit} className="grid gap-3">
          <input type="hidden" name="variantId" value={current.id} />
          <input type="hidden" name="quantity" value={Math.min(quantity, Math.max(1, available))} />
          <ScriptedMark />
          <div className="flex flex-wrap items-center gap-3">
            <QuantityStepper
              label={product.title}
              value={quantity}
              max={Math.min(99, Math.max(1, available))}
              onChange={setQuantity}
            />
            <SubmitButton
              size="large"
              tone={sale ? 'secondary' : 'primary'}
              pendingLabel="Adding"
              disabled={available <= 0}
              className="grow"
            >
              {available <= 0
                ? 'Sold out'
                : `Add to cart${sale ? ` for ${formatPriceTag(current.price)}` : ''}`}
            </SubmitButton>
          </div>
          {result?.message && <Notice tone="bad">{result.message}</Notice>}
          {available > 0 && <StickyBar title={product.title} variant={current} />}
        </form>
        {available <= 0 && (
          <StockAlertForm
            key={current.id}
            variantId={current.id}
            isUser={alerts.isUser}
            waiting={alerts.variantIds.includes(current.id)}
          />
        )}
        {below}
      </div>
    </div>
  );
}

/** Tells the action that scripts run, so that it answers the page instead of leading to the cart page. */
function ScriptedMark() {
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  return <input type="hidden" name="scripted" value={scripted ? '1' : '0'} />;
}

/** On small screens, the way into the cart while the button itself is out of sight. */
function StickyBar({ title, variant }: { title: string; variant: Variant }) {
  const mark = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const element = mark.current;
    if (!element) return;
    const observer = new IntersectionObserver(([entry]) => setShown(entry ? !entry.isIntersecting : false));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <div ref={mark} />
      {shown && (
        <div className="rise fixed inset-x-0 bottom-0 z-30 border-t border-line bg-ground/95 p-3 backdrop-blur-lg lg:hidden">
          <div className="container flex items-center gap-4 !px-1">
            <div className="min-w-0 grow">
              <p className="truncate text-small font-medium">{title}</p>
              <Price price={variant.price} compareAt={variant.compareAtPrice} className="text-small" />
            </div>
            <SubmitButton pendingLabel="Adding">Add to cart</SubmitButton>
          </div>
        </div>
      )}
    </>
  );
}
