import { parsePage, toConnection } from '@souk/shared/connection';
import type { TransactionDeps } from '@souk/shared/outbox';
import { z } from 'zod';
import type { Resolvers } from '../generated/schema.ts';
import { checkPosition, idSchema, parseInput } from '../input.ts';
import { requireInbox } from './inbox-owner.ts';
import { markNotificationsRead } from './mark-notifications-read.ts';
import { countUnread, readInbox } from './notification.repository.ts';
import { notificationFeed } from './notification-feed.ts';

const markInput = z.object({ ids: z.array(idSchema).max(100).nullish() });

export function createNotificationResolvers(deps: TransactionDeps): Resolvers {
  const db = deps.dataSource.manager;
  return {
    Query: {
      async notifications(_parent, args, { viewer }) {
        const recipient = requireInbox(viewer);
        const page = checkPosition(parsePage(args));
        const found = await readInbox(db, recipient, page);
        return toConnection(page, found, ({ id }) => [id]);
      },
    },
    NotificationConnection: {
      unreadCount: (_connection, _args, { viewer }) => countUnread(db, requireInbox(viewer)),
    },
    Notification: {
      __resolveReference: ({ id }, { loaders }) => loaders.notification.load(id),
    },
    Mutation: {
      async markNotificationsRead(_parent, { input }, { viewer }) {
        const recipient = requireInbox(viewer);
        const { ids } = parseInput(markInput, input);
        return markNotificationsRead(deps, { recipient, ids: ids ?? null, now: new Date() });
      },
    },
    Subscription: {
      notificationReceived: {
        subscribe: (_parent: unknown, _args: unknown, { viewer }) =>
          notificationFeed(deps, requireInbox(viewer)),
        resolve: (notification: unknown) => notification as never,
      },
    },
  };
}
