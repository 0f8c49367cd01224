'use client';
import { useEffect, useState } from 'react';
import { ProductPicture } from './product-picture.tsx';

interface GalleryProps {
  readonly media: readonly { readonly url: string; readonly alt: string }[];
  readonly categorySlug: string | null | undefined;
  /** The picture of the chosen variant; it is shown when it changes. */
  readonly variantUrl: string | null | undefined;
}

/** A product's pictures: one large, the others to choose from by pointer or arrow keys. */
export function Gallery({ media, categorySlug, variantUrl }: GalleryProps) {
  const all = variantUrl ? [...media, { url: variantUrl, alt: '' }] : media;
  const pictures = all.filter(
    (picture, index) => all.findIndex((other) => other.url === picture.url) === index,
  );
  const [url, setUrl] = useState(variantUrl ?? pictures[0]?.url);
  useEffect(() => {
    if (variantUrl) setUrl(variantUrl);
  }, [variantUrl]);
  const shown = pictures.find((picture) => picture.url === url) ?? pictures[0];
  return (
    <div className="grid content-start gap-3">
      <ProductPicture
        key={shown?.url}
        url={shown?.url}
        alt={shown?.alt ?? ''}
        categorySlug={categorySlug}
        eager
        className="group aspect-square !rounded-xl sm:aspect-[5/4.7]"
      />
      {pictures.length > 1 && (
        <fieldset className="flex flex-wrap gap-3">
          <legend className="sr-only">Pictures</legend>
          {pictures.map((picture, index) => (
            <label
              key={picture.url}
              className="rounded-md outline-offset-2 has-checked:ring-2 has-checked:ring-ink has-focus-visible:outline-2 has-focus-visible:outline-accent"
            >
              <input
                type="radio"
                name="picture"
                value={picture.url}
                checked={picture.url === shown?.url}
                onChange={() => setUrl(picture.url)}
                className="sr-only"
              />
              <span className="sr-only">
                Picture {index + 1}: {picture.alt}
              </span>
              <ProductPicture
                url={picture.url}
                alt=""
                categorySlug={categorySlug}
                className="size-18 !rounded-md sm:size-22"
              />
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}
