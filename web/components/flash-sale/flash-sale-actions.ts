'use server';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { ApiError } from '@/lib/api/api-error.ts';
import {
  addHeldUnits,
  type FlashSalePlace,
  joinFlashSale,
  leaveFlashSale,
  type PlaceChange,
} from '@/lib/api/flash-sales.ts';
import { wordsFor } from '@/lib/error-words.ts';
import { idempotencyKey } from '@/lib/idempotency-key.ts';
import { log } from '@/lib/log.ts';

/** A place after an action, null where it is unknown; `message` is what went wrong, in plain words. */
export interface PlaceResult {
  readonly place: FlashSalePlace | null;
  readonly message: string | null;
}

const unavailable = 'The shop did not answer. Please press again: you cannot get two places by that.';

async function change(run: () => Promise<PlaceChange>): Promise<PlaceResult> {
  try {
    const { place, errors } = await run();
    return { place, message: errors.length > 0 ? [...new Set(errors.map(wordsFor))].join(' ') : null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'place in a flash sale not changed', { error });
    return { place: null, message: unavailable };
  }
}

const id = z.string().min(1).max(100);
const joining = z.object({
  flashSaleId: id,
  quantity: z.coerce.number().int().min(1).max(99),
  /** The place that the page showed, if any: who had one that ended may ask again. */
  after: z.string().max(100),
});

/**
 * Asks for a place. Its key follows from the sale, the units and the place that was there before: a second press, a reload
 * or a retry after a lost answer gets the same place.
 */
export async function joinFlashSaleAction(
  _previous: PlaceResult | null,
  form: FormData,
): Promise<PlaceResult> {
  const parsed = joining.safeParse({
    flashSaleId: form.get('flashSaleId'),
    quantity: form.get('quantity') ?? 1,
    after: form.get('after') ?? '',
  });
  if (!parsed.success) return { place: null, message: 'Please choose how many.' };
  const { after: _, ...input } = parsed.data;
  return change(() =>
    joinFlashSale({ ...input, idempotencyKey: idempotencyKey('joinFlashSale', parsed.data) }),
  );
}

/** Gives a place up; field `placeId`. */
export async function leaveFlashSaleAction(
  _previous: PlaceResult | null,
  form: FormData,
): Promise<PlaceResult> {
  const placeId = id.parse(form.get('placeId'));
  return change(() => leaveFlashSale(placeId));
}

/** Puts the units that a sale holds into the cart and goes to the checkout; field `flashSaleId`. */
export async function checkOutHeldAction(
  _previous: PlaceResult | null,
  form: FormData,
): Promise<PlaceResult> {
  const saleId = id.parse(form.get('flashSaleId'));
  try {
    const added = await addHeldUnits(saleId);
    if (!added) return { place: null, message: 'Nothing is held for you any more.' };
    if (added.errors.length > 0) return { place: null, message: added.errors.map(wordsFor).join(' ') };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    log('warn', 'held units not put into the cart', { error });
    return { place: null, message: 'The shop did not answer. Please press again.' };
  }
  revalidatePath('/', 'layout');
  redirect('/checkout');
}
