import { signInAdmin } from '../system/admin.ts';
import { createBuyer, type JournalEntry } from '../system/buyer.ts';
import { readCount, readRows } from '../system/database.ts';
import { waitUntilSettled } from '../system/invariants.ts';
import { pidsByName, type Shop } from '../system/shop.ts';
import { stockUp } from '../system/stock-up.ts';
import type { Contender } from './contender.ts';

/** Our shop, all of its processes. An order counts as paid when it is CONFIRMED: stock sold, money captured. */
export async function soukContender({ souk, client }: Shop, journal: JournalEntry[]): Promise<Contender> {
  const products = await stockUp(client, 1_000_000);
  return {
    name: 'Souk',
    databaseUrl: souk.databaseUrl('postgres'),
    pids: () => pidsByName(souk),
    async checkOut(latencies, variantId) {
      const wanted = variantId ? [{ slug: '', variantIds: [variantId] }] : products;
      const deps = { client, latencies, journal, products: wanted };
      const buyer = createBuyer({ ...deps, kind: 'guest', paymentToken: () => 'tok_success' });
      return (await buyer.buy()).outcome === 'accepted';
    },
    async settle() {
      await waitUntilSettled(souk, 120_000);
    },
    paidOrders: () =>
      readCount(
        souk.databaseUrl('souk_orders'),
        `SELECT count(*) AS count FROM order_states WHERE status = 'CONFIRMED'`,
      ),
    async makeScarce(units) {
      // Units that the demonstration's flash sale has set aside could not be had.
      const [free] = await readRows<{ id: string }>(
        souk.databaseUrl('souk_products'),
        'SELECT variant_id AS id FROM stock WHERE reserved = 0 AND variant_id = ANY($1) LIMIT 1',
        [products.flatMap(({ variantIds }) => variantIds)],
      );
      const admin = await signInAdmin(client);
      await admin.adjustStock(free!.id, { counted: units });
      return free!.id;
    },
    paidUnits: (variantId) =>
      readCount(
        souk.databaseUrl('souk_orders'),
        `SELECT coalesce(sum(l.quantity), 0) AS count FROM order_lines l JOIN order_states s ON s.order_id = l.order_id
         WHERE s.status = 'CONFIRMED' AND l.variant_id = $1`,
        [variantId],
      ),
  };
}
