import type { Resolvers } from '../generated/schema.ts';
import type { ProductsDeps } from '../products-deps.ts';
import { findAllCategories } from './category.repository.ts';

/** Categories: the list, one, and as an entity. Everybody sees all of them. */
export function categoryResolvers({ dataSource }: ProductsDeps): Resolvers {
  return {
    Query: {
      categories: () => findAllCategories(dataSource.manager),
      category: (_parent, { slug }, { loaders }) => loaders.categoryBySlug.load(slug),
    },
    Category: {
      __resolveReference: (reference, { loaders }) =>
        'id' in reference && reference.id
          ? loaders.categoryById.load(reference.id)
          : loaders.categoryBySlug.load((reference as { slug: string }).slug),
      parent: (category, _args, { loaders }) =>
        category.parentId === null ? null : loaders.categoryById.load(category.parentId),
      productCount: (category, _args, { loaders }) => loaders.activeProducts.load(category.id),
    },
  };
}
