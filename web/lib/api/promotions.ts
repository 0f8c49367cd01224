import 'server-only';
import type { UserError } from '../error-words.ts';
import {
  AdminPromotionDocument,
  AdminPromotionsDocument,
  type AdminPromotionsQuery,
  type AdminPromotionsQueryVariables,
  ArchivePromotionDocument,
  type ArchivePromotionInput,
  CreatePromotionDocument,
  type CreatePromotionInput,
  type PromotionViewFragment,
  UpdatePromotionDocument,
  type UpdatePromotionInput,
} from './generated/graphql.ts';
import { requestAsVisitor } from './request.ts';

export type PromotionView = PromotionViewFragment;
type Refusals = readonly UserError[];

/** A page of promotions. Admins only. Throws ApiError. */
export async function loadPromotions(
  variables: AdminPromotionsQueryVariables,
): Promise<AdminPromotionsQuery['promotions']> {
  return (await requestAsVisitor(AdminPromotionsDocument, variables)).promotions;
}

/** A promotion; null if there is none. Admins only. Throws ApiError. */
export async function loadPromotion(id: string): Promise<PromotionView | null> {
  return (await requestAsVisitor(AdminPromotionDocument, { id })).promotion ?? null;
}

/** Makes a promotion. Throws ApiError. */
export async function createPromotion(input: CreatePromotionInput): Promise<Refusals> {
  return (await requestAsVisitor(CreatePromotionDocument, { input })).createPromotion.userErrors;
}

/** Replaces what a promotion says. Throws ApiError. */
export async function updatePromotion(input: UpdatePromotionInput): Promise<Refusals> {
  return (await requestAsVisitor(UpdatePromotionDocument, { input })).updatePromotion.userErrors;
}

/** Takes a promotion out of use for good. Throws ApiError. */
export async function archivePromotion(input: ArchivePromotionInput): Promise<Refusals> {
  return (await requestAsVisitor(ArchivePromotionDocument, { input })).archivePromotion.userErrors;
}
