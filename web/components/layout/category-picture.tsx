import { tintOf } from '@/lib/tint.ts';

/** The object that stands for a category, on its tint. Decorative. */
export function CategoryPicture({
  slug,
  imageUrl,
  className,
}: {
  slug: string;
  imageUrl?: string | null;
  className: string;
}) {
  return (
    <span data-tint={tintOf(slug)} className={`tile shrink-0 ${className}`}>
      {/* biome-ignore lint/performance/noImgElement: a few kilobytes of WebP, shown as they are */}
      {imageUrl && <img src={imageUrl} alt="" width={256} height={256} loading="lazy" className="w-3/4" />}
    </span>
  );
}
