import { codedError } from '@souk/shared/errors';
import { isAdmin, requireScope, type Viewer } from '@souk/shared/viewer';

/** Whose sales the viewer sees: those of the whole shop, or of one seller. */
export type SalesScope = { readonly sellerId: string | null };

/**
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN
 */
export function salesScopeOf(viewer: Viewer): SalesScope {
  const user = requireScope(viewer, 'analytics:read');
  if (isAdmin(user)) return { sellerId: null };
  if (user.roles.includes('SELLER')) return { sellerId: user.id };
  throw codedError('FORBIDDEN');
}

/**
 * Lets admins through.
 *
 * @throws GraphQLError UNAUTHENTICATED or FORBIDDEN
 */
export function requireShopScope(viewer: Viewer): void {
  if (salesScopeOf(viewer).sellerId !== null) throw codedError('FORBIDDEN');
}
