import { createId } from '@souk/shared/ids';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { rows } from '@souk/shared/sql';
import { refuse, type UserError } from '../user-error.ts';
import { type Asker, countAlerts, saveAlert } from './back-in-stock-alert.repository.ts';

/** Alerts that one customer, guest or address can wait for: more is not somebody who shops. */
export const maximumAlerts = 50;

/**
 * Notes that somebody wants to be told when a variant can be had again; asking twice is asking once. What can be had now is
 * refused. Stock is locked for that look, so no alert is noted just after those of the variant were told.
 */
export async function requestBackInStockAlert(
  deps: TransactionDeps,
  {
    variantId,
    asker,
    locale,
  }: { readonly variantId: string; readonly asker: Asker; readonly locale: string },
  now: Date,
): Promise<readonly UserError[]> {
  return inTransaction(deps, async (tx) => {
    const stock = await rows<{ available: number }>(
      tx,
      'SELECT available FROM stock WHERE variant_id = $1 ORDER BY warehouse_id FOR SHARE',
      [variantId],
    );
    if (stock.some(({ available }) => available > 0)) {
      return refuse('IN_STOCK', 'It can be had now.', 'variantId').userErrors;
    }
    const alert = { ...asker, id: createId('alr', now.getTime()), variantId, locale, createdAt: now };
    await saveAlert(tx, alert);
    if ((await countAlerts(tx, asker)) <= maximumAlerts) return [];
    throw new TooManyAlerts();
  }).catch((error: unknown) => {
    if (!(error instanceof TooManyAlerts)) throw error;
    return refuse('LIMIT_REACHED', `No more than ${maximumAlerts} alerts can wait at a time.`).userErrors;
  });
}

/** Undoes the transaction. */
class TooManyAlerts extends Error {}
