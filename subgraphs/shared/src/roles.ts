import type { Role } from './viewer.ts';

/** What each role may do beyond what everybody may. Users puts these scopes into access tokens. */
export const roleScopes: Readonly<Record<Role, readonly string[]>> = {
  CUSTOMER: [],
  SELLER: ['products:write', 'stock:write', 'orders:read', 'orders:fulfil', 'analytics:read'],
  ADMIN: [
    'users:read',
    'users:write',
    'products:write',
    'stock:write',
    'reviews:moderate',
    'orders:read',
    'orders:fulfil',
    'returns:write',
    'promotions:write',
    'sagas:operate',
    'payments:read',
    'payments:refund',
    'notifications:read',
    'analytics:read',
  ],
};

/** The scopes of a set of roles, each once. */
export function scopesOf(roles: readonly Role[]): string[] {
  return [...new Set(roles.flatMap((role) => roleScopes[role]))];
}
