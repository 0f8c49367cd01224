import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Suspense } from 'react';
import { BuyBox } from '@/components/product/buy-box.tsx';
import { ProductGrid, ProductGridSkeleton } from '@/components/product/product-grid.tsx';
import { ProductJsonLd } from '@/components/product/product-json-ld.tsx';
import { Reviews } from '@/components/product/reviews.tsx';
import { Breadcrumbs } from '@/components/ui/breadcrumbs.tsx';
import { Icon, type IconName } from '@/components/ui/icon.tsx';
import { SectionBoundary } from '@/components/ui/section-boundary.tsx';
import { Stars } from '@/components/ui/stars.tsx';
import { loadStockAlerts } from '@/lib/api/back-in-stock.ts';
import { loadProduct, loadRelated, type ProductDetail } from '@/lib/api/catalogue.ts';
import { loadMyPlaces } from '@/lib/api/flash-sales.ts';
import { formatPriceTag } from '@/lib/money.ts';
import type { SearchParams } from '@/lib/search-params.ts';

interface ProductPageProps {
  readonly params: Promise<{ slug: string }>;
  readonly searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: ProductPageProps): Promise<Metadata> {
  const product = await loadProduct((await params).slug);
  if (!product) return { title: 'Product not found' };
  const description = product.description.split('\n')[0]?.slice(0, 160);
  return {
    title: product.title,
    description,
    alternates: { canonical: `/products/${product.slug}` },
    openGraph: {
      title: `${product.title}, ${formatPriceTag(product.priceFrom)}`,
      description,
      url: `/products/${product.slug}`,
      images: product.media.slice(0, 1).map((picture) => ({ url: picture.url, alt: picture.alt })),
    },
  };
}

export default async function ProductPage({ params, searchParams }: ProductPageProps) {
  const [{ slug }, query] = await Promise.all([params, searchParams]);
  const product = await loadProduct(slug);
  if (!product) notFound();
  const wanted = typeof query.variant === 'string' ? query.variant : undefined;
  const category = product.category;
  const sales = product.variants.flatMap(({ flashSale }) => (flashSale ? [flashSale.id] : []));
  const [places, alerts] = await Promise.all([loadMyPlaces(sales), loadStockAlerts(product)]);
  return (
    <div className="container pt-4 pb-10">
      <ProductJsonLd product={product} />
      <Breadcrumbs
        parts={[
          { label: 'Home', href: '/' },
          ...(category ? [{ label: category.name, href: `/categories/${category.slug}` }] : []),
          { label: product.title },
        ]}
      />
      <div className="mt-2">
        <BuyBox
          product={product}
          wantedVariantId={wanted}
          places={places}
          alerts={alerts}
          heading={<ProductHeading product={product} />}
          below={<ProductStory product={product} />}
        />
      </div>
      <section aria-labelledby="reviews" className="mt-20 border-t border-line pt-12">
        <SectionBoundary what="Reviews">
          <Suspense fallback={<div className="skeleton h-64" />}>
            <Reviews product={product} />
          </Suspense>
        </SectionBoundary>
      </section>
      <section aria-label="You may also like" className="mt-20">
        <SectionBoundary what="Related products">
          <Suspense fallback={<ProductGridSkeleton count={4} />}>
            <Related slug={slug} />
          </Suspense>
        </SectionBoundary>
      </section>
    </div>
  );
}

function ProductHeading({ product }: { product: ProductDetail }) {
  const { average, count } = product.rating;
  return (
    <div className="grid gap-2.5">
      {product.brand && <p className="text-soft">{product.brand}</p>}
      <h1 className="text-heading">{product.title}</h1>
      {average != null && count > 0 && (
        <a
          href="#reviews"
          className="inline-flex min-h-11 items-center gap-2 justify-self-start text-small text-soft hover:underline"
        >
          <Stars average={average} />
          <span className="sr-only">Rated </span>
          {average.toFixed(1)} · {count} {count === 1 ? 'review' : 'reviews'}
        </a>
      )}
    </div>
  );
}

const assurances: readonly (readonly [IconName, string])[] = [
  ['shield', 'Set aside for you before anything is charged'],
  ['truck', 'Shipping and tax shown before you pay'],
  ['back', 'Returns from the order page, refunded on arrival'],
];

function ProductStory({ product }: { product: ProductDetail }) {
  return (
    <div className="grid gap-6">
      <div className="prose-plain border-t border-line pt-6 text-soft">
        {product.description.split(/\n\s*\n/).map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <ul className="grid gap-2.5 rounded-lg bg-sunken p-5 text-small text-soft">
        {assurances.map(([icon, text]) => (
          <li key={text} className="flex items-center gap-3">
            <Icon name={icon} size={18} className="shrink-0 text-accent" />
            {text}
          </li>
        ))}
      </ul>
      {product.seller?.displayName && (
        <p className="text-small text-faint">
          Sold by <span className="text-soft">{product.seller.displayName}</span>
        </p>
      )}
    </div>
  );
}

async function Related({ slug }: { slug: string }) {
  const related = await loadRelated(slug);
  if (related.length === 0) return null;
  return (
    <>
      <h2 className="mb-6 text-heading">You may also like</h2>
      <ProductGrid products={related} />
    </>
  );
}
