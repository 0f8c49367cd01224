import { codedError } from '@souk/shared/errors';
import { money } from '@souk/shared/money';
import type { DataSource } from 'typeorm';
import type { Resolvers } from '../generated/schema.ts';
import { parseDaySpan } from './day-span.ts';
import {
  readFunnel,
  readNotificationCounts,
  readPaymentFailures,
  readSalesDays,
  readTopProducts,
} from './report.repository.ts';
import { requireShopScope, salesScopeOf } from './sales-scope.ts';

export function createReportResolvers({ dataSource }: { readonly dataSource: DataSource }): Resolvers {
  const db = dataSource.manager;
  return {
    Query: {
      async salesByDay(_parent, { from, to, currency }, { viewer }) {
        const scope = salesScopeOf(viewer);
        const days = await readSalesDays(db, scope, parseDaySpan({ from, to }), currency);
        return days.map(({ day, orders, units, revenueMinor, refundsMinor }) => ({
          day,
          orders,
          units,
          revenue: money(revenueMinor, currency),
          refunds: money(refundsMinor, currency),
        }));
      },
      async salesFunnel(_parent, { from, to }, { viewer }) {
        requireShopScope(viewer);
        const sums = await readFunnel(db, parseDaySpan({ from, to }));
        return {
          cartsCreated: sums.carts_created,
          ordersPlaced: sums.orders_placed,
          ordersConfirmed: sums.orders_confirmed,
          ordersCancelled: sums.orders_cancelled,
          ordersDelivered: sums.orders_delivered,
          paymentsDeclined: sums.payments_declined,
          conversionRate: sums.carts_created === 0 ? null : sums.orders_placed / sums.carts_created,
        };
      },
      async topProducts(_parent, { from, to, first, currency }, { viewer }) {
        const scope = salesScopeOf(viewer);
        if (first < 1 || first > 100) throw codedError('BAD_USER_INPUT', '`first` must be 1 to 100.');
        const top = await readTopProducts(db, scope, parseDaySpan({ from, to }), { currency, first });
        return top.map(({ productId, units, revenueMinor }) => ({
          product: { id: productId },
          units,
          revenue: money(revenueMinor, currency),
        }));
      },
      notificationCounts(_parent, { from, to }, { viewer }) {
        requireShopScope(viewer);
        return readNotificationCounts(db, parseDaySpan({ from, to }));
      },
      paymentFailures(_parent, { from, to }, { viewer }) {
        requireShopScope(viewer);
        return readPaymentFailures(db, parseDaySpan({ from, to }));
      },
    },
  };
}
