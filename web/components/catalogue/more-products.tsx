'use client';
import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import {
  CataloguePageDocument,
  type CatalogueQueryVariables,
  type ProductCardFragment,
} from '@/lib/api/generated/graphql.ts';
import { ProductCard } from '../product/product-card.tsx';
import { productGridClass } from '../product/product-grid.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Spinner } from '../ui/spinner.tsx';

interface MoreProductsProps {
  /** The variables of the page shown above; `after` is set to each page's end. */
  readonly variables: CatalogueQueryVariables;
  readonly endCursor: string;
  /** The next page as a page of its own, for visitors without scripts. */
  readonly href: string;
}

/** The pages after the first, added below it one by one. */
export function MoreProducts({ variables, endCursor, href }: MoreProductsProps) {
  const client = useApolloClient();
  const [products, setProducts] = useState<readonly ProductCardFragment[]>([]);
  const [next, setNext] = useState<string | null>(endCursor);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const list = useRef<HTMLUListElement>(null);

  const load = async () => {
    if (state === 'loading' || !next) return;
    setState('loading');
    try {
      const { data } = await client.query({
        query: CataloguePageDocument,
        variables: { ...variables, after: next },
      });
      if (!data) throw new Error('no data');
      const firstNew = products.length;
      setProducts([...products, ...data.products.edges.map((edge) => edge.node)]);
      setNext(data.products.pageInfo.hasNextPage ? (data.products.pageInfo.endCursor ?? null) : null);
      setState('idle');
      requestAnimationFrame(() => list.current?.children[firstNew]?.querySelector('a')?.focus());
    } catch {
      setState('failed');
    }
  };

  return (
    <>
      {products.length > 0 && (
        <ul ref={list} className={`${productGridClass} mt-8 sm:mt-10`}>
          {products.map((product) => (
            <li key={product.id} className="rise">
              <ProductCard product={product} />
            </li>
          ))}
        </ul>
      )}
      <p className="sr-only" role="status">
        {products.length > 0 ? `${products.length} more products shown` : ''}
      </p>
      {state === 'failed' && (
        <Notice tone="warn" className="mt-8">
          More products could not be loaded. Please try again.
        </Notice>
      )}
      {next && (
        <div className="mt-12 text-center">
          <a
            href={href}
            aria-disabled={state === 'loading' || undefined}
            onClick={(event) => {
              event.preventDefault();
              void load();
            }}
            className={buttonClass('secondary', 'large')}
          >
            {state === 'loading' ? (
              <>
                <Spinner /> Loading
              </>
            ) : (
              'Show more'
            )}
          </a>
        </div>
      )}
    </>
  );
}
