import type { ReactNode } from 'react';
import { tintOf } from '@/lib/tint.ts';

interface ProductPictureProps {
  readonly url: string | null | undefined;
  /** What the picture shows; '' where the text beside it says so already. */
  readonly alt: string;
  readonly categorySlug: string | null | undefined;
  /** Size and radius of the tile. */
  readonly className?: string;
  /** Whether the picture is in the first screen and should not wait. */
  readonly eager?: boolean;
  readonly children?: ReactNode;
}

/**
 * A product on its tile: tinted by category, lit from above, with a shadow under the object. Pictures are transparent WebP
 * of 256 px and a few kilobytes, so they are shown as they are.
 */
export function ProductPicture({
  url,
  alt,
  categorySlug,
  className = 'aspect-square',
  eager,
  children,
}: ProductPictureProps) {
  return (
    <div data-tint={tintOf(categorySlug)} className={`tile ${className}`}>
      <div className="tile-object">
        {url ? (
          // biome-ignore lint/performance/noImgElement: a few kilobytes of WebP, shown as they are
          <img
            src={url}
            alt={alt}
            width={256}
            height={256}
            loading={eager ? 'eager' : 'lazy'}
            fetchPriority={eager ? 'high' : 'auto'}
            decoding="async"
          />
        ) : (
          <span className="sr-only">{alt}</span>
        )}
      </div>
      {children}
    </div>
  );
}
