'use client';
import { useApolloClient } from '@apollo/client/react';
import Form from 'next/form';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useId, useState } from 'react';
import { SearchSuggestionsDocument, type SearchSuggestionsQuery } from '@/lib/api/generated/graphql.ts';
import { formatPriceTag } from '@/lib/money.ts';
import { ProductPicture } from '../product/product-picture.tsx';
import { Icon } from '../ui/icon.tsx';

type Suggestion = SearchSuggestionsQuery['products']['edges'][number]['node'];

/** Asks for suggestions a moment after the last key; a failure only means that there are none. */
function useSuggestions(words: string): readonly Suggestion[] {
  const client = useApolloClient();
  const [found, setFound] = useState<readonly Suggestion[]>([]);
  useEffect(() => {
    if (words.trim().length < 2) {
      setFound([]);
      return;
    }
    let current = true;
    const timer = setTimeout(async () => {
      try {
        const { data } = await client.query({
          query: SearchSuggestionsDocument,
          variables: { search: words.trim() },
        });
        if (current) setFound(data?.products.edges.map((edge) => edge.node) ?? []);
      } catch {
        if (current) setFound([]);
      }
    }, 180);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, words]);
  return found;
}

/** Search with suggestions: a combobox over a plain GET form, so that it works without scripts as well. */
export function SearchBox({ id }: { id: string }) {
  const router = useRouter();
  const initial = useSearchParams().get('q') ?? '';
  const [searched, setSearched] = useState(initial);
  const listId = useId();
  const [words, setWords] = useState(initial);
  if (searched !== initial) {
    setSearched(initial);
    setWords(initial);
  }
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(-1);
  const [open, setOpen] = useState(false);
  const suggestions = useSuggestions(typed);
  const shown = open && suggestions.length > 0;
  const close = () => {
    setOpen(false);
    setActive(-1);
  };

  const onKeyDown = (event: React.KeyboardEvent) => {
    if (!shown) return;
    if (event.key === 'Escape') close();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((index) => (index + step + suggestions.length + 1) % (suggestions.length + 1));
    }
    const chosen = suggestions[active];
    if (event.key === 'Enter' && chosen) {
      event.preventDefault();
      close();
      router.push(`/products/${chosen.slug}`);
    }
  };

  return (
    <Form action="/search" role="search" className="relative" onSubmit={close}>
      <label htmlFor={id} className="sr-only">
        Search the shop
      </label>
      <Icon
        name="search"
        size={18}
        className="pointer-events-none absolute top-1/2 left-4 -translate-y-1/2 text-faint"
      />
      <input
        id={id}
        name="q"
        type="search"
        role="combobox"
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 && suggestions[active] ? `${listId}-${active}` : undefined}
        autoComplete="off"
        maxLength={200}
        placeholder="Search the shop"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          setTyped(event.target.value);
          setActive(-1);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setOpen(true)}
        onBlur={close}
        className="h-11 w-full rounded-full border border-line bg-surface pr-4 pl-11 text-ink placeholder:text-faint [&::-webkit-search-cancel-button]:hidden"
      />
      <div
        id={listId}
        role="listbox"
        aria-label="Suggestions"
        hidden={!shown}
        className="pop absolute top-full right-0 left-0 z-40 mt-2 p-2 md:min-w-96"
      >
        {suggestions.map((product, index) => (
          <div
            key={product.id}
            id={`${listId}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseDown={(event) => {
              event.preventDefault();
              close();
              router.push(`/products/${product.slug}`);
            }}
            className="flex cursor-pointer items-center gap-3 rounded-sm p-1.5 hover:bg-hover aria-selected:bg-hover"
          >
            <ProductPicture
              url={product.media[0]?.url}
              alt=""
              categorySlug={product.category?.slug}
              className="size-12 shrink-0 !rounded-xs"
            />
            <span className="min-w-0 grow">
              <span className="block truncate font-medium">{product.title}</span>
              <span className="block truncate text-small text-faint">{product.category?.name}</span>
            </span>
            <span className="pr-2 text-small tabular-nums">{formatPriceTag(product.priceFrom)}</span>
          </div>
        ))}
      </div>
    </Form>
  );
}
