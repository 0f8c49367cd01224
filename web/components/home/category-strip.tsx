import Link from 'next/link';
import type { Category } from '@/lib/api/catalogue.ts';
import { ProductPicture } from '../product/product-picture.tsx';

/** The categories, each on its tint. */
export function CategoryStrip({ categories }: { categories: readonly Category[] }) {
  return (
    <section className="container py-10" aria-labelledby="categories-title">
      <h2 id="categories-title" className="sr-only">
        Categories
      </h2>
      <ul className="scroll-row -mx-4 flex snap-x gap-3 overflow-x-auto px-4 pb-2 lg:mx-0 lg:grid lg:grid-cols-8 lg:px-0">
        {categories.slice(0, 8).map((category) => (
          <li key={category.id} className="w-32 shrink-0 snap-start lg:w-auto">
            <Link href={`/categories/${category.slug}`} className="group grid gap-2.5 rounded-lg">
              <ProductPicture
                url={category.imageUrl}
                alt=""
                categorySlug={category.slug}
                className="aspect-[4/4.4]"
              />
              <span className="px-1 text-base leading-tight font-medium group-hover:underline">
                {category.name}
                <span className="block text-small font-normal text-faint">
                  {category.productCount} things
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
