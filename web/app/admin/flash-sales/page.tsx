import type { Metadata } from 'next';
import Link from 'next/link';
import { FindProduct } from '@/components/admin/find-product.tsx';
import { FlashSaleForm } from '@/components/admin/flash-sale-form.tsx';
import { table } from '@/components/admin/table.ts';
import { TableFrame } from '@/components/admin/table-frame.tsx';
import { Badge } from '@/components/ui/badge.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { requireStaff } from '@/lib/api/admin.ts';
import { loadProduct, loadProductRow } from '@/lib/api/catalogue.ts';
import { type ListedFlashSale, loadFlashSalesForStaff } from '@/lib/api/flash-sales.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { type SearchParams, textParam } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Flash sales' };

const standings = {
  SCHEDULED: ['To come', 'neutral'],
  OPEN: ['On', 'good'],
  SOLD_OUT: ['All taken', 'warn'],
  ENDED: ['Over', 'neutral'],
} as const;

export default async function FlashSalesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params] = await Promise.all([searchParams, requireStaff('/admin/flash-sales')]);
  const search = textParam(params, 'q');
  const slug = textParam(params, 'product');
  const [sales, found, product] = await Promise.all([
    loadFlashSalesForStaff(),
    search ? loadProductRow({ first: 8, search }) : [],
    slug ? loadProduct(slug) : null,
  ]);
  return (
    <div className="grid max-w-6xl gap-8">
      <div>
        <h1 className="text-heading">Flash sales</h1>
        <p className="mt-1 text-soft">
          Units of one variant at a price of their own, for a time; held for each buyer while they check out.
        </p>
      </div>
      {params.announced === '1' && <Notice tone="good">The flash sale is announced.</Notice>}
      {sales.length === 0 ? (
        <EmptyState icon="clock" title="No flash sale is on or to come" />
      ) : (
        <Standing sales={sales} />
      )}
      <section aria-labelledby="announce" className="grid gap-4">
        <h2 id="announce" className="text-title">
          Announce one
        </h2>
        <FindProduct
          action="/admin/flash-sales"
          search={search}
          found={found}
          hrefOf={({ slug }) => `/admin/flash-sales?${new URLSearchParams({ product: slug })}`}
        />
        {product && <FlashSaleForm key={product.id} product={product} opened={new Date().toISOString()} />}
      </section>
    </div>
  );
}

function Standing({ sales }: { sales: readonly ListedFlashSale[] }) {
  return (
    <TableFrame label="Flash sales">
      <thead className={table.head}>
        <tr>
          <th scope="col">Product</th>
          <th scope="col" className={table.number}>
            Price
          </th>
          <th scope="col">From</th>
          <th scope="col">Until</th>
          <th scope="col" className={table.number}>
            Taken
          </th>
          <th scope="col" className={table.number}>
            Per buyer
          </th>
          <th scope="col">Status</th>
        </tr>
      </thead>
      <tbody>
        {sales.map((sale) => {
          const [label, tone] = standings[sale.status];
          return (
            <tr key={sale.id} className={table.row}>
              <td>
                <Link
                  href={`/products/${sale.variant.product.slug}?variant=${sale.variant.id}`}
                  className="font-medium text-accent hover:underline"
                >
                  {sale.variant.product.title}
                </Link>{' '}
                <span className="text-soft">{sale.variant.title}</span>
              </td>
              <td className={table.number}>
                {formatMoney(sale.price)} <s className="text-faint">{formatMoney(sale.variant.price)}</s>
              </td>
              <td className="whitespace-nowrap text-soft">{formatMoment(sale.startsAt)}</td>
              <td className="whitespace-nowrap text-soft">{formatMoment(sale.endsAt)}</td>
              <td className={table.number}>
                {sale.allocation - sale.remaining} of {sale.allocation}
              </td>
              <td className={table.number}>{sale.limitPerBuyer}</td>
              <td>
                <Badge tone={tone}>{label}</Badge>
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
