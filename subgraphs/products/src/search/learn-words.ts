import type { Queryable } from '@souk/shared/sql';

/** Adds the words of a product to those that a misspelt search is compared with. */
export async function learnWords(db: Queryable, texts: readonly (string | null)[]): Promise<void> {
  await db.query(
    `INSERT INTO search_words (word, lexeme)
     SELECT w.word, w.lexeme
     FROM (
       SELECT DISTINCT split.word, (tsvector_to_array(to_tsvector('souk', split.word)))[1] AS lexeme
       FROM regexp_split_to_table(lower(unaccent($1)), '[^[:alnum:]]+') AS split (word)
       WHERE length(split.word) BETWEEN 3 AND 40
     ) w
     WHERE w.lexeme IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_words s WHERE s.word = w.word)
     ORDER BY w.word
     ON CONFLICT DO NOTHING`,
    [texts.filter((text) => text !== null).join(' ')],
  );
}
