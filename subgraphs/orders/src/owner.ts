import { codedError } from '@souk/shared/errors';
import type { Viewer } from '@souk/shared/viewer';

/** Whose a cart or an order is: exactly one of the two is set. */
export type Owner = { readonly customerId: string | null; readonly guestId: string | null };

/** The owner that a viewer is, or null for a caller without identity, who owns nothing. */
export function ownerOf(viewer: Viewer): Owner | null {
  switch (viewer.kind) {
    case 'user':
      return { customerId: viewer.id, guestId: null };
    case 'guest':
      return { customerId: null, guestId: viewer.id };
    case 'anonymous':
      return null;
    default:
      return viewer satisfies never;
  }
}

/**
 * The owner that a viewer is.
 *
 * @throws GraphQLError UNAUTHENTICATED for a caller without identity
 */
export function requireOwner(viewer: Viewer): Owner {
  const owner = ownerOf(viewer);
  if (!owner) throw codedError('UNAUTHENTICATED', 'Sign in, or send the guest token that createCart gave.');
  return owner;
}

/** The id behind an owner, for keys and logs. */
export function ownerId(owner: Owner): string {
  return owner.customerId ?? owner.guestId ?? '';
}

/** Whether a thing belongs to the viewer. */
export function isOwnedBy(thing: Owner, viewer: Viewer): boolean {
  const owner = ownerOf(viewer);
  return owner !== null && owner.customerId === thing.customerId && owner.guestId === thing.guestId;
}
