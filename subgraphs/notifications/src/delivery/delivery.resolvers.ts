import { parsePage, toConnection } from '@souk/shared/connection';
import { requireScope } from '@souk/shared/viewer';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Resolvers } from '../generated/schema.ts';
import { checkPosition, idSchema, parseInput, searchWordSchema } from '../input.ts';
import { readDeliveries } from './delivery.repository.ts';
import { maskRecipient, mayReadAllDeliveries } from './delivery-access.ts';

const whereInput = z.object({
  channels: z.array(z.enum(['EMAIL', 'SMS', 'PUSH', 'IN_APP'])).nullish(),
  statuses: z.array(z.enum(['PENDING', 'SENT', 'FAILED', 'SUPERSEDED'])).nullish(),
  orderId: idSchema.nullish(),
  recipient: searchWordSchema.nullish(),
});

export function createDeliveryResolvers(deps: { readonly dataSource: DataSource }): Resolvers {
  return {
    Query: {
      async deliveries(_parent, args, { viewer }) {
        requireScope(viewer, 'notifications:read');
        const page = checkPosition(parsePage(args));
        const where = parseInput(whereInput, args.where ?? {});
        const found = await readDeliveries(deps.dataSource.manager, page, where);
        return toConnection(page, found, ({ id }) => [id]);
      },
    },
    Delivery: {
      recipient: (delivery, _args, { viewer }) =>
        mayReadAllDeliveries(viewer) ? delivery.recipient : maskRecipient(delivery),
      // What carriers answer can name hosts and addresses.
      lastError: (delivery, _args, { viewer }) => (mayReadAllDeliveries(viewer) ? delivery.lastError : null),
    },
    Order: {
      __resolveReference: (reference) => reference,
      deliveries: ({ id }, _args, { loaders }) => loaders.deliveriesOfOrder.load(id),
    },
  };
}
