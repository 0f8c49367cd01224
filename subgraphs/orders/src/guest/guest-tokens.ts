import { createId, isId } from '@souk/shared/ids';
import {
  createSigningKeyRing,
  type RotationPlan,
  type SigningKeyDeps,
  type SigningKeyRing,
} from '@souk/shared/signing-keys';
import { createLocalJWKSet, errors, jwtVerify } from 'jose';

const audience = 'souk';
const dayMs = 86_400_000;
/** A guest comes back to a cart, or to the status of an order, for so long. */
const lifetimeDays = 60;

/** When the keys of guest tokens change; the worker turns it. */
export const guestKeyPlan: RotationPlan = {
  signsForMs: 30 * dayMs,
  publishedBeforeMs: dayMs,
  longestTokenMs: lifetimeDays * dayMs,
};

export type GuestTokens = {
  readonly keys: SigningKeyRing;
  /** A new guest with the token that proves it. */
  issue(now: Date): Promise<{ readonly guestId: string; readonly token: string }>;
  /** The guest that a token names; null where the token is not one of ours or has expired. */
  verify(token: string, now: Date): Promise<string | null>;
};

/** Makes guests: callers without an account whose cart and orders are theirs alone. */
export function createGuestTokens(deps: SigningKeyDeps, issuer: string): GuestTokens {
  const keys = createSigningKeyRing(deps, guestKeyPlan);
  return {
    keys,
    async issue(now) {
      const guestId = createId('gst', now.getTime());
      const { token } = await keys.sign({
        issuer,
        audience,
        subject: guestId,
        claims: { kind: 'guest' },
        lifetimeSeconds: lifetimeDays * 86_400,
        now,
      });
      return { guestId, token };
    },
    async verify(token, now) {
      try {
        const { payload } = await jwtVerify(
          token,
          createLocalJWKSet({ keys: [...(await keys.jwks(now)).keys] }),
          {
            algorithms: ['EdDSA'],
            issuer,
            audience,
            requiredClaims: ['exp', 'sub'],
            currentDate: now,
          },
        );
        return payload.kind === 'guest' && isId('gst', payload.sub ?? '') ? payload.sub! : null;
      } catch (error) {
        if (error instanceof errors.JOSEError) return null;
        throw error;
      }
    },
  };
}
