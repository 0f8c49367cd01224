import { machineLine } from '../measure/cpu.ts';
import { checksTable, say } from '../measure/report.ts';
import type { JournalEntry } from '../system/buyer.ts';
import { checkInvariants } from '../system/invariants.ts';
import { type Shop, withShop } from '../system/shop.ts';
import { stockUp } from '../system/stock-up.ts';
import { growShop } from './grow-shop.ts';
import { type MeasuredLoad, measureLoad } from './measured-load.ts';
import { reportGrowth, reportLoad } from './report.ts';

export const options = {
  seconds: { default: 60, about: 'how long the load is kept up' },
  'warm-up': { default: 15, about: 'seconds of the same load before, not counted' },
  rate: { default: 1_200, about: 'checkouts started a minute' },
  browsing: { default: 0, about: '1: buyers register, search and open product pages before they buy' },
  buyers: { default: 50, about: 'buyers who shop side by side at most' },
  'orders-per-buyer': { default: 10, about: 'orders of a buyer before another one registers' },
  'past-orders': { default: 0, about: 'orders of the last year to add, and then the same load once more' },
  products: { default: 0, about: 'products to add, and then the same load once more' },
};

/**
 * Buyers fill carts and place orders through the gateway at a fixed rate of arrivals (an open model: a slow system
 * does not slow its buyers down, it builds a queue that the latencies show). Afterwards every
 * accepted order must have ended, stock must add up, and the payment provider's ledger must agree. Where the shop is to
 * grow, the same load runs again in the grown shop, and what an order costs is shown side by side.
 */
export async function run(
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  return withShop(given.buyers!, (shop) => measure(shop, given));
}

async function measure(
  shop: Shop,
  given: Readonly<Record<string, number>>,
): Promise<{ ok: boolean; figures: object }> {
  say(`checkout: ${given.rate} checkouts a minute for ${given.seconds} s by ${given.buyers} buyers`);
  const since = new Date();
  say(`${machineLine()}; ${since.toISOString()}`);
  say();
  const journal: JournalEntry[] = [];
  const products = await stockUp(shop.client, 1_000_000);
  const small = await measureLoad(shop, given, { journal, products });
  reportLoad(small);

  const growth = { products: given.products!, pastOrders: given['past-orders']! };
  let grown: MeasuredLoad | undefined;
  if (growth.products + growth.pastOrders > 0) {
    await growShop(shop.souk, growth);
    grown = await measureLoad(shop, given, { journal, products });
    reportLoad(grown);
    reportGrowth(small, grown);
  }
  const ok = checksTable(await checkInvariants(shop.souk, journal, { since }));
  return {
    ok,
    figures: { machine: machineLine(), ...figuresOf(small), ...(grown ? { grown: figuresOf(grown) } : {}) },
  };
}

function figuresOf(load: MeasuredLoad): object {
  const cpuMs = Object.values(load.cpu.processes).reduce((sum, ms) => sum + ms, 0);
  const { statements: _statements, scannedRows: _scans, ...databases } = load.databases;
  return {
    ...load,
    databases,
    cpuMsPerOrder: Math.round((100 * cpuMs) / Math.max(1, load.accepted)) / 100,
  };
}
