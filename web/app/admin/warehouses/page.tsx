import type { Metadata } from 'next';
import Link from 'next/link';
import { FindProduct } from '@/components/admin/find-product.tsx';
import { StockForms } from '@/components/admin/stock-forms.tsx';
import { MovementTable, StockLevels } from '@/components/admin/stock-tables.tsx';
import { WarehouseList } from '@/components/admin/warehouse-list.tsx';
import { buttonClass } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import {
  findGoods,
  loadVariantStock,
  loadWarehouses,
  type VariantStock,
  type Warehouse,
} from '@/lib/api/warehouses.ts';
import { type SearchParams, textParam } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Warehouses' };

function stockHref(variantId: string, after?: string | null): string {
  return `/admin/warehouses?${new URLSearchParams({ variant: variantId, ...(after ? { after } : {}) })}#stock`;
}

export default async function WarehousesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, viewer] = await Promise.all([searchParams, requireStaff('/admin/warehouses')]);
  const search = textParam(params, 'q');
  const variantId = textParam(params, 'variant');
  const after = textParam(params, 'after');
  const [warehouses, found, variant] = await Promise.all([
    loadWarehouses(),
    search ? findGoods(search, { mine: !viewer.isAdmin }) : [],
    variantId ? loadVariantStock({ variantId, first: 20, after: after || undefined }) : null,
  ]);
  return (
    <div className="grid max-w-6xl gap-10">
      <div>
        <h1 className="text-heading">Warehouses</h1>
        <p className="mt-1 text-soft">
          An order comes from one warehouse where one has all of it; else each item from the first that has
          it.
        </p>
      </div>
      <WarehouseList warehouses={warehouses} isAdmin={viewer.isAdmin} opened={new Date().toISOString()} />
      <section id="stock" aria-labelledby="stock-heading" className="grid scroll-mt-4 gap-4">
        <h2 id="stock-heading" className="text-title">
          Stock
        </h2>
        <FindProduct
          action="/admin/warehouses"
          search={search}
          found={found}
          hrefOf={({ variants }) => stockHref(variants[0]?.id ?? '')}
        />
        {variantId && !variant?.stock && (
          <Notice tone="warn">There is no such variant among your goods.</Notice>
        )}
        {variant?.stock && <Stock variant={variant} warehouses={warehouses} isLater={after !== ''} />}
      </section>
    </div>
  );
}

interface StockProps {
  readonly variant: VariantStock;
  readonly warehouses: readonly Warehouse[];
  /** Whether earlier movements than the newest are shown. */
  readonly isLater: boolean;
}

function Stock({ variant, warehouses, isLater }: StockProps) {
  const { product, stockMovements: movements } = variant;
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
        <h3 className="text-title">{product.title}</h3>
        <span className="text-soft">{variant.title}</span>
        <span className="font-mono text-small text-faint">{variant.sku}</span>
      </div>
      {product.variants.length > 1 && (
        <nav aria-label="Variants">
          <ul className="flex flex-wrap gap-2">
            {product.variants.map(({ id, title }) => (
              <li key={id}>
                <Link
                  href={stockHref(id)}
                  aria-current={id === variant.id ? 'page' : undefined}
                  className="inline-flex min-h-11 items-center rounded-full border border-control px-4 text-small hover:bg-hover aria-[current=page]:border-accent aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <StockLevels variant={variant} />
      <StockForms key={variant.id} variant={variant} warehouses={warehouses.filter(({ active }) => active)} />
      {movements && (
        <div className="grid justify-items-start gap-3">
          <h3 className="font-semibold">Movements</h3>
          <div className="w-full min-w-0">
            <MovementTable movements={movements} />
          </div>
          <div className="flex gap-3">
            {isLater && (
              <Link href={stockHref(variant.id)} className={buttonClass('secondary', 'small')}>
                Newest
              </Link>
            )}
            {movements.pageInfo.hasNextPage && (
              <Link
                href={stockHref(variant.id, movements.pageInfo.endCursor)}
                className={buttonClass('secondary', 'small')}
              >
                Earlier ones
              </Link>
            )}
          </div>
        </div>
      )}
    </div>
  );
}
