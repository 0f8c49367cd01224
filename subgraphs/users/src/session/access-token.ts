import { scopesOf } from '@souk/shared/roles';
import type { RotationPlan, SigningKeyRing } from '@souk/shared/signing-keys';
import type { Role } from '@souk/shared/viewer';

/** How long an access token works; for so long a role that was taken away lingers. */
export const accessTokenSeconds = 15 * 60;

/** A key signs for 30 days and is known to verifiers a day before. */
export const signingKeyPlan: RotationPlan = {
  signsForMs: 30 * 86_400_000,
  publishedBeforeMs: 86_400_000,
  longestTokenMs: accessTokenSeconds * 1000,
};

export type AccessToken = { readonly token: string; readonly expiresAt: Date };
export type IssueAccessToken = (
  user: { readonly id: string; readonly roles: readonly Role[] },
  sessionId: string,
  now: Date,
) => Promise<AccessToken>;

/** Issues the tokens that the gateway verifies: who it is, in which session, and what the roles permit. */
export function createAccessTokens(ring: SigningKeyRing, issuer: string): IssueAccessToken {
  return (user, sessionId, now) =>
    ring.sign({
      issuer,
      audience: 'souk',
      subject: user.id,
      claims: { kind: 'user', roles: user.roles, scope: scopesOf(user.roles).join(' '), sid: sessionId },
      lifetimeSeconds: accessTokenSeconds,
      now,
    });
}
