import { createId } from '@souk/shared/ids';
import type { TransactionDeps } from '@souk/shared/outbox';
import { requireScope, type Viewer } from '@souk/shared/viewer';
import type { EntityManager } from 'typeorm';
import { refuse } from '../errors.ts';
import { parseInput } from '../input.ts';
import { once } from '../keyed-mutation.ts';
import { archivePromotionRow, isCodeTaken, lockPromotion, savePromotion } from './promotion.repository.ts';
import type { Promotion, PromotionContent } from './promotion.ts';
import { archivePromotionInput, createPromotionInput, updatePromotionInput } from './promotion-input.ts';

type Caller = { readonly viewer: Viewer; readonly now: Date };
type Outcome = { readonly promotionId: string };

const scope = 'promotions:write';

/**
 * Makes a promotion.
 *
 * @throws Refused INVALID_INPUT, CODE_TAKEN, IDEMPOTENCY_KEY_REUSED
 */
export async function createPromotion(deps: TransactionDeps, caller: Caller, raw: unknown): Promise<Outcome> {
  const { id: callerId } = requireScope(caller.viewer, scope);
  const { idempotencyKey: key, ...request } = parseInput(createPromotionInput, raw);
  return refuseTakenCode(() =>
    once(deps, { operation: 'createPromotion', callerId, key, request }, async (tx) => {
      const id = createId('promo', caller.now.getTime());
      await savePromotion(tx, { ...request.promotion, id, version: 1, now: caller.now });
      return { promotionId: id };
    }),
  );
}

/**
 * Replaces what a promotion says. Orders that hold it keep what they were given. Whether uses are limited is settled when
 * it is made, because uses are counted only where they are; a limit can be raised, or lowered to what was used.
 *
 * @throws Refused INVALID_INPUT, NOT_FOUND, STALE_VERSION, CODE_TAKEN, IDEMPOTENCY_KEY_REUSED
 */
export async function updatePromotion(deps: TransactionDeps, caller: Caller, raw: unknown): Promise<Outcome> {
  const { id: callerId } = requireScope(caller.viewer, scope);
  const { idempotencyKey: key, ...request } = parseInput(updatePromotionInput, raw);
  return refuseTakenCode(() =>
    once(deps, { operation: 'updatePromotion', callerId, key, request }, async (tx) => {
      const found = await lockVersion(tx, request.id, request.expectedVersion);
      requireSameCounting(found, request.promotion);
      await savePromotion(tx, {
        ...request.promotion,
        id: found.id,
        version: found.version + 1,
        now: caller.now,
      });
      return { promotionId: found.id };
    }),
  );
}

/**
 * Takes a promotion out of use for good. Orders that hold it keep it; its code becomes free.
 *
 * @throws Refused NOT_FOUND, STALE_VERSION, IDEMPOTENCY_KEY_REUSED
 */
export async function archivePromotion(
  deps: TransactionDeps,
  caller: Caller,
  raw: unknown,
): Promise<Outcome> {
  const { id: callerId } = requireScope(caller.viewer, scope);
  const { idempotencyKey: key, ...request } = parseInput(archivePromotionInput, raw);
  return once(deps, { operation: 'archivePromotion', callerId, key, request }, async (tx) => {
    const found = await lockVersion(tx, request.id, request.expectedVersion);
    await archivePromotionRow(tx, found.id, caller.now);
    return { promotionId: found.id };
  });
}

async function lockVersion(tx: EntityManager, id: string, expectedVersion: number): Promise<Promotion> {
  const found = await lockPromotion(tx, id);
  if (!found) return refuse('NOT_FOUND', 'There is no such promotion.', ['id']);
  if (found.version !== expectedVersion) {
    refuse('STALE_VERSION', `The promotion is at version ${found.version} by now.`, ['expectedVersion']);
  }
  return found;
}

function requireSameCounting(found: Promotion, next: PromotionContent): void {
  for (const field of ['usageLimit', 'usageLimitPerCustomer'] as const) {
    if ((found[field] === null) !== (next[field] === null)) {
      refuse('INVALID_INPUT', `${field} cannot be set or taken away later.`, ['promotion', field]);
    }
  }
  if (next.usageLimit !== null && next.usageLimit < found.used) {
    refuse('INVALID_INPUT', `usageLimit is below the ${found.used} uses so far.`, [
      'promotion',
      'usageLimit',
    ]);
  }
}

async function refuseTakenCode(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (!isCodeTaken(error)) throw error;
    return refuse('CODE_TAKEN', 'Another promotion has this code.', ['promotion', 'code']);
  }
}
