import { codedError } from '@souk/shared/errors';
import type { Viewer } from '@souk/shared/viewer';

/** Id under which the viewer's in-app messages are kept; null for anonymous callers, who have none. */
export function inboxOf(viewer: Viewer): string | null {
  return viewer.kind === 'anonymous' ? null : viewer.id;
}

/**
 * The inbox of a customer or guest.
 *
 * @throws GraphQLError UNAUTHENTICATED for anonymous callers
 */
export function requireInbox(viewer: Viewer): string {
  const inbox = inboxOf(viewer);
  if (inbox === null) throw codedError('UNAUTHENTICATED');
  return inbox;
}
