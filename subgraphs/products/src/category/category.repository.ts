import { createId } from '@souk/shared/ids';
import { type Queryable, rows } from '@souk/shared/sql';
import { type EntityManager, In } from 'typeorm';
import { slugPattern } from '../text-rules.ts';
import { CategoryEntity, type CategoryRow } from './category.entity.ts';

/** All categories, a parent before those below it in the order that shops show. */
export async function findAllCategories(db: EntityManager): Promise<CategoryRow[]> {
  return db.getRepository(CategoryEntity).find({ order: { position: 'ASC', name: 'ASC' } });
}

export async function findCategories(
  db: EntityManager,
  key: 'id' | 'slug',
  values: readonly string[],
): Promise<CategoryRow[]> {
  return db.getRepository(CategoryEntity).findBy({ [key]: In([...values]) });
}

/** A category by its name in URLs; a text that can be none finds none. */
export async function findCategoryBySlug(db: EntityManager, slug: string): Promise<CategoryRow | null> {
  return slugPattern.test(slug) ? db.getRepository(CategoryEntity).findOneBy({ slug }) : null;
}

/** Active products in each category and below it, from the counts kept with every change. */
export async function countActiveProducts(db: Queryable): Promise<Map<string, number>> {
  const counted = await rows<{ id: string; count: string }>(
    db,
    `WITH RECURSIVE above AS (
       SELECT id, id AS below FROM categories
       UNION ALL SELECT c.parent_id, above.below FROM above JOIN categories c ON c.id = above.id
       WHERE c.parent_id IS NOT NULL
     )
     SELECT above.id, coalesce(sum(b.active_products), 0) AS count
     FROM above LEFT JOIN category_brand_counts b ON b.category_id = above.below
     GROUP BY above.id`,
  );
  return new Map(counted.map(({ id, count }) => [id, Number(count)]));
}

/** Writes a category by its slug: a new one, or new texts for the one there is. */
export async function saveCategory(
  db: EntityManager,
  category: Omit<CategoryRow, 'id'>,
  now: Date,
): Promise<void> {
  const repository = db.getRepository(CategoryEntity);
  const existing = await repository.findOneBy({ slug: category.slug });
  if (existing) await repository.update({ id: existing.id }, category);
  else await repository.insert({ id: createId('cat', now.getTime()), ...category });
}
