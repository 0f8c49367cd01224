import type { Viewer } from '@souk/shared/viewer';
import type { User } from './user.entity.ts';

/** A user as somebody sees it. */
export type UserView = {
  readonly user: User;
  readonly seenBy: 'self' | 'admin' | 'staff';
  /** The session that asks, where the user asks. */
  readonly sessionId: string | null;
};

/** What a viewer may see of a user; null is the same as that there is no such user. */
export function sightOf(viewer: Viewer, userId: string): UserView['seenBy'] | null {
  if (viewer.kind !== 'user') return null;
  if (viewer.id === userId) return 'self';
  if (viewer.scopes.includes('users:read')) return 'admin';
  // Staff reaches users through the orders that it handles; orders decides which those are.
  return viewer.scopes.includes('orders:read') ? 'staff' : null;
}

/** A user as its own viewer sees it. */
export function asSelf(user: User, sessionId: string | null): UserView {
  return { user, seenBy: 'self', sessionId };
}

/** A user as a viewer sees it, or null. */
export function viewUser(viewer: Viewer, user: User | null): UserView | null {
  const seenBy = user && sightOf(viewer, user.id);
  if (!user || !seenBy) return null;
  return { user, seenBy, sessionId: seenBy === 'self' && viewer.kind === 'user' ? viewer.sessionId : null };
}
