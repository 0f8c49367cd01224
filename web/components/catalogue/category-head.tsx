import { tintOf } from '@/lib/tint.ts';
import { Breadcrumbs } from '../ui/breadcrumbs.tsx';

interface CategoryHeadProps {
  readonly category: {
    readonly slug: string;
    readonly name: string;
    readonly description?: string | null;
    readonly imageUrl?: string | null;
  };
}

/** The head of a category: its tint, its object, its name. */
export function CategoryHead({ category }: CategoryHeadProps) {
  return (
    <>
      <Breadcrumbs parts={[{ label: 'Home', href: '/' }, { label: category.name }]} />
      <header
        data-tint={tintOf(category.slug)}
        className="tile mt-1 mb-8 grid min-h-44 grid-cols-[minmax(0,1fr)_auto] !place-items-stretch items-center px-6 sm:min-h-56 sm:px-12"
      >
        <div className="self-center py-8">
          <h1 className="text-heading">{category.name}</h1>
          {category.description && (
            <p className="mt-2 max-w-[42ch] text-lead text-soft">{category.description}</p>
          )}
        </div>
        <div className="tile-object w-28! self-center sm:w-48!">
          {category.imageUrl && (
            // biome-ignore lint/performance/noImgElement: a few kilobytes of WebP, shown as they are
            <img src={category.imageUrl} alt="" width={256} height={256} />
          )}
        </div>
      </header>
    </>
  );
}
