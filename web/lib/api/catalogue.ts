import 'server-only';
import { cache } from 'react';
import {
  CatalogueDocument,
  type CatalogueQuery,
  type CatalogueQueryVariables,
  CategoriesDocument,
  type CategoriesQuery,
  CategoryBySlugDocument,
  type CategoryBySlugQuery,
  type ProductCardFragment,
  ProductPageDocument,
  type ProductPageQuery,
  ProductReviewsDocument,
  type ProductReviewsQuery,
  RelatedProductsDocument,
  SitemapProductsDocument,
} from './generated/graphql.ts';
import { orElse } from './or-else.ts';
import { requestPublic } from './request.ts';

export type Category = CategoriesQuery['categories'][number];
export type ProductDetail = NonNullable<ProductPageQuery['product']>;
export type ReviewPage = NonNullable<ProductReviewsQuery['product']>['reviews'];

/** All categories in display order, once per request. Throws ApiError. */
export const loadCategories = cache(async (): Promise<Category[]> => {
  return (await requestPublic(CategoriesDocument, {})).categories;
});

/** The categories of the first level for menus; none if they cannot be loaded, so that no page fails for its menu. */
export const loadMenuCategories = cache(async (): Promise<Category[]> => {
  const categories = await orElse(loadCategories(), [], 'menu without categories');
  return categories.filter((category) => !category.parent);
});

/** One category; null if there is none of that slug. Throws ApiError. */
export const loadCategory = cache(async (slug: string): Promise<CategoryBySlugQuery['category']> => {
  return (await requestPublic(CategoryBySlugDocument, { slug })).category;
});

/** A page of products with facets and their number. Throws ApiError. */
export async function loadCatalogue(variables: CatalogueQueryVariables): Promise<CatalogueQuery['products']> {
  return (await requestPublic(CatalogueDocument, variables)).products;
}

/** A few products for a row of the home page. Throws ApiError. */
export async function loadProductRow(variables: CatalogueQueryVariables): Promise<ProductCardFragment[]> {
  return (await loadCatalogue(variables)).edges.map((edge) => edge.node);
}

/** A product; null if the visitor may see none of that slug. Throws ApiError. */
export const loadProduct = cache(async (slug: string): Promise<ProductDetail | null> => {
  return (await requestPublic(ProductPageDocument, { slug })).product ?? null;
});

/** A page of a product's published reviews; null if there is no such product. Throws ApiError. */
export async function loadReviews(slug: string, first: number, after?: string): Promise<ReviewPage | null> {
  return (await requestPublic(ProductReviewsDocument, { slug, first, after })).product?.reviews ?? null;
}

/** Products that go with another. Throws ApiError. */
export async function loadRelated(slug: string): Promise<ProductCardFragment[]> {
  return (await requestPublic(RelatedProductsDocument, { slug })).product?.related ?? [];
}

/** Slugs of all products for the sitemap, at most `limit`. Throws ApiError. */
export async function loadSitemapProducts(limit: number): Promise<{ slug: string; updatedAt: string }[]> {
  const found: { slug: string; updatedAt: string }[] = [];
  let after: string | null | undefined;
  do {
    const { products } = await requestPublic(SitemapProductsDocument, { after });
    found.push(...products.edges.map((edge) => edge.node));
    after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
  } while (after && found.length < limit);
  return found.slice(0, limit);
}
