import { type Queryable, row, rows } from '@souk/shared/sql';

/** A search as PostgreSQL's tsquery in text form, ready to be a parameter; null finds nothing. */
export type ParsedSearch = { readonly query: string } | null;

const maximumLength = 200;
const maximumWords = 12;

type Word = {
  readonly word: string;
  /** The catalogue has it, or it is too common to matter. */
  readonly known: boolean;
  readonly alternatives: string[];
};

/**
 * Understands what somebody typed. Quotes, `or` and `-` work as in web search engines. A word that the catalogue does
 * not have is taken as the beginning of one it has, or as a misspelling of the nearest; one that resembles nothing is
 * left out where other words remain. Nothing that can be typed is an error.
 */
export async function parseSearch(db: Queryable, typed: string): Promise<ParsedSearch> {
  // PostgreSQL refuses NUL and halves of surrogate pairs; other control characters mean nothing.
  const text = typed
    .slice(0, maximumLength)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ');
  const words = [...text.toLowerCase().matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(([word]) => word);
  if (words.length === 0) return null;
  const looked = await lookUp(db, [...new Set(words)].slice(0, maximumWords));

  const asTyped = looked.every((word) => word.known);
  const groups = looked
    .map((word) => (word.known ? [word.word] : word.alternatives))
    .filter((group) => group.length > 0)
    .map((group) => `(${group.map((word) => `'${word}'`).join(' | ')})`);
  if (groups.length === 0) return null;
  const parsed = await row<{ query: string; usable: boolean }>(
    db,
    `SELECT q.query::text AS query, querytree(q.query) NOT IN ('', 'T') AS usable
     FROM (SELECT ${asTyped ? 'websearch_to_tsquery' : 'to_tsquery'}('souk', $1) AS query) q`,
    [asTyped ? text : groups.join(' & ')],
  );
  // A search of exclusions alone would be every other product: nobody means that, and no index finds it.
  return parsed?.usable ? { query: parsed.query } : null;
}

/**
 * What the catalogue's words say to the words typed. Misspellings are found by common trigrams, and for short words,
 * which have few, by the same first letter and about the same length; the nearest by edits come first.
 */
async function lookUp(db: Queryable, words: readonly string[]): Promise<Word[]> {
  return rows<Word>(
    db,
    `SELECT t.word, t.known,
       CASE WHEN t.known OR length(t.word) < 3 THEN '{}'::text[] ELSE coalesce(
         (SELECT array_agg(p.word) FROM (
           SELECT s.word FROM search_words s WHERE s.word ^@ t.word AND s.word >= t.word AND s.word < t.word || U&'\\FFFF'
           ORDER BY length(s.word), s.word LIMIT 8) p),
         (SELECT array_agg(n.word) FROM (
           SELECT d.word FROM (
             SELECT c.word, c.edits, min(c.edits) OVER () AS fewest FROM (
               SELECT s.word, levenshtein_less_equal(s.word, t.word, 3) AS edits FROM search_words s
               WHERE s.word % t.word
               UNION
               SELECT s.word, levenshtein_less_equal(s.word, t.word, 3) FROM search_words s
               WHERE s.word >= left(t.word, 1) AND s.word < left(t.word, 1) || U&'\\FFFF'
                 AND abs(length(s.word) - length(t.word)) <= 1 AND length(t.word) <= 8
             ) c
             WHERE c.edits <= CASE WHEN length(t.word) < 4 THEN 1 WHEN length(t.word) < 8 THEN 2 ELSE 3 END
           ) d
           WHERE d.edits = d.fewest
           ORDER BY similarity(d.word, t.word) DESC, d.word LIMIT 3) n),
         '{}') END AS alternatives
     FROM (
       SELECT w.ordinality, w.word, l.lexeme IS NULL OR EXISTS (
         SELECT 1 FROM search_words s WHERE s.lexeme = l.lexeme) AS known
       FROM (SELECT ordinality, lower(unaccent(raw)) AS word FROM unnest($1::text[]) WITH ORDINALITY AS u (raw)) w
       LEFT JOIN LATERAL (SELECT (tsvector_to_array(to_tsvector('souk', w.word)))[1] AS lexeme) l ON true
     ) t
     ORDER BY t.ordinality`,
    [words.map((word) => word.slice(0, 60))],
  );
}
