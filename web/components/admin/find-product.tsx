import Link from 'next/link';
import { SearchForm } from '@/components/admin/search-form.tsx';
import { buttonClass } from '@/components/ui/button.tsx';

interface FindProductProps<Product> {
  /** The path of the page that is about one product at a time. */
  readonly action: string;
  readonly search: string;
  readonly found: readonly Product[];
  /** Where the page is about this product. */
  readonly hrefOf: (product: Product) => string;
}

/** Finds the product that a page is to be about by words, and leads to it. */
export function FindProduct<Product extends { readonly id: string; readonly title: string }>({
  action,
  search,
  found,
  hrefOf,
}: FindProductProps<Product>) {
  return (
    <div className="grid gap-4">
      <SearchForm
        action={action}
        label="Product"
        placeholder="Find the product"
        search={search}
        className="max-w-xl"
      />
      {search && found.length === 0 && <p className="text-soft">No product is called that.</p>}
      {found.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {found.map((product) => (
            <li key={product.id}>
              <Link href={hrefOf(product)} className={buttonClass('secondary', 'small')}>
                {product.title}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
