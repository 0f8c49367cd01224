/** The soft tints of theme.css. */
export type Tint = 'blue' | 'rose' | 'sand' | 'clay' | 'leaf' | 'teal' | 'lemon' | 'plum';

const order: readonly Tint[] = ['blue', 'rose', 'sand', 'clay', 'leaf', 'teal', 'lemon', 'plum'];

const chosen: Record<string, Tint> = {
  electronics: 'blue',
  audio: 'blue',
  fashion: 'rose',
  clothing: 'rose',
  beauty: 'rose',
  home: 'sand',
  living: 'sand',
  kitchen: 'clay',
  shoes: 'leaf',
  bags: 'leaf',
  sports: 'leaf',
  sport: 'leaf',
  garden: 'leaf',
  outdoor: 'teal',
  outdoors: 'teal',
  travel: 'teal',
  toys: 'lemon',
  kids: 'lemon',
  games: 'lemon',
  music: 'plum',
  books: 'plum',
};

/** The tint of a category: chosen for known ones, stable for all others; sand without a category. */
export function tintOf(categorySlug: string | null | undefined): Tint {
  if (!categorySlug) return 'sand';
  const known = chosen[categorySlug] ?? chosen[categorySlug.split('-')[0] ?? ''];
  if (known) return known;
  let hash = 0;
  for (const character of categorySlug) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return order[hash % order.length] ?? 'sand';
}
