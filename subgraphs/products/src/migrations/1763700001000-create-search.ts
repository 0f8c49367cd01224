import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Full-text search: a document per product, kept by a trigger so that no way of writing products can forget it, and
 * the words of all products, from which misspelt words of a search are put right.
 */
export class CreateSearch1763700001000 implements MigrationInterface {
  name = 'CreateSearch1763700001000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE search_words');
    await runner.query('DROP TRIGGER products_describe ON products');
    await runner.query('DROP FUNCTION describe_product');
    await runner.query('ALTER TABLE products DROP COLUMN search');
    await runner.query('DROP TEXT SEARCH CONFIGURATION souk');
  }
}

const statements = [
  'CREATE EXTENSION IF NOT EXISTS pg_trgm',
  'CREATE EXTENSION IF NOT EXISTS unaccent',
  'CREATE EXTENSION IF NOT EXISTS fuzzystrmatch',
  'CREATE TEXT SEARCH CONFIGURATION souk (COPY = english)',
  `ALTER TEXT SEARCH CONFIGURATION souk
     ALTER MAPPING FOR hword, hword_part, word WITH unaccent, english_stem`,
  'ALTER TABLE products ADD COLUMN search tsvector NOT NULL',
  `CREATE FUNCTION describe_product() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     NEW.title_key := lower(unaccent(NEW.title));
     NEW.search :=
       setweight(to_tsvector('souk', NEW.title), 'A')
       || setweight(to_tsvector('souk', coalesce(NEW.brand, '')), 'B')
       || setweight(to_tsvector('souk', (SELECT name FROM categories WHERE id = NEW.category_id)), 'B')
       || setweight(to_tsvector('souk', NEW.description), 'D');
     RETURN NEW;
   END $$`,
  `CREATE TRIGGER products_describe BEFORE INSERT OR UPDATE OF title, brand, description, category_id ON products
   FOR EACH ROW EXECUTE FUNCTION describe_product()`,
  'CREATE INDEX products_search ON products USING gin (search)',
  `CREATE TABLE search_words (
     word text COLLATE "C" PRIMARY KEY,
     lexeme text COLLATE "C" NOT NULL
   )`,
  'CREATE INDEX search_words_lexeme ON search_words (lexeme)',
  'CREATE INDEX search_words_similar ON search_words USING gin (word gin_trgm_ops)',
];
