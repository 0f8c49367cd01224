import { isId } from '@souk/shared/ids';
import { requireScope, requireUser } from '@souk/shared/viewer';
import type { Resolvers } from '../generated/schema.ts';
import { changePassword } from '../password/change-password.ts';
import { isRefused, type Refused } from '../refusal.ts';
import { listSessions } from '../session/list-sessions.ts';
import type { UsersDeps } from '../users-deps.ts';
import { listUsers } from './list-users.ts';
import { setUserRoles } from './set-user-roles.ts';
import { updateProfile } from './update-profile.ts';
import type { User } from './user.entity.ts';
import { asSelf, sightOf, type UserView, viewUser } from './user-view.ts';

type UserPayload = { user: UserView | null; userErrors: Refused['refused'] };

/** Resolvers of users and sellers. */
export function createAccountResolvers(
  deps: UsersDeps,
): Pick<Resolvers, 'User' | 'Seller'> & { Query: object; Mutation: object } {
  const Query: Resolvers['Query'] = {
    viewer: async (_root, _args, { viewer, loaders }) =>
      viewer.kind === 'user' ? viewUser(viewer, await loaders.users.load(viewer.id)) : null,
    seller: async (_root, { id }, { loaders }) => (isId('usr', id) ? loaders.sellers.load(id) : null),
    users: async (_root, args, { viewer }) => {
      requireScope(viewer, 'users:read');
      const { edges, pageInfo } = await listUsers(deps.dataSource.manager, args);
      return {
        edges: edges.map(({ cursor, node }) => ({ cursor, node: viewUser(viewer, node)! })),
        pageInfo,
      };
    },
  };

  const Mutation: Resolvers['Mutation'] = {
    updateProfile: async (_root, { input }, { viewer, call }) => {
      const { id, sessionId } = requireUser(viewer);
      const result = await updateProfile(deps, call, { userId: id, changes: input });
      return toPayload(result, (user) => asSelf(user, sessionId));
    },
    changePassword: async (_root, { input }, { viewer, call }) => {
      const { id, sessionId } = requireUser(viewer);
      const result = await changePassword(deps, call, { ...input, userId: id, sessionId });
      return toPayload(result, (user) => asSelf(user, sessionId));
    },
    setUserRoles: async (_root, { input }, { viewer, call }) => {
      const admin = requireScope(viewer, 'users:write');
      const result = await setUserRoles(deps, call, { ...input, adminId: admin.id });
      return toPayload(result, (user) => viewUser(viewer, user));
    },
  };

  return {
    Query,
    Mutation,
    User: {
      __resolveReference: async ({ id }, { viewer, loaders }) =>
        isId('usr', id) && sightOf(viewer, id) ? viewUser(viewer, await loaders.users.load(id)) : null,
      id: ({ user }) => user.id,
      firstName: ({ user }) => user.firstName,
      email: unlessStaff((user) => user.email),
      lastName: unlessStaff((user) => user.lastName),
      phone: unlessStaff((user) => user.phone),
      locale: unlessStaff((user) => user.locale),
      roles: unlessStaff((user) => user.roles),
      createdAt: unlessStaff((user) => user.createdAt),
      addresses: async ({ user, seenBy }, _args, { loaders }) =>
        seenBy === 'staff' ? null : loaders.addressBooks.load(user.id),
      sessions: async ({ user, seenBy, sessionId }, _args, { call }) => {
        if (seenBy !== 'self') return null;
        const sessions = await listSessions(deps.dataSource.manager, user.id, call.now);
        return sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
      },
    },
    Seller: {
      __resolveReference: async ({ id }, { loaders }) => (isId('usr', id) ? loaders.sellers.load(id) : null),
    },
  };
}

/** A field of the user that only the user and admins see. */
function unlessStaff<Value>(read: (user: User) => Value): (view: UserView) => Value | null {
  return ({ user, seenBy }) => (seenBy === 'staff' ? null : read(user));
}

function toPayload(result: User | Refused, view: (user: User) => UserView | null): UserPayload {
  return isRefused(result)
    ? { user: null, userErrors: result.refused }
    : { user: view(result), userErrors: [] };
}
