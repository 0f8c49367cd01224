import { hkdfSync } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';

/**
 * What products vouches for when it holds units of a flash sale for a buyer. The buyer carries it to the cart, so that
 * orders knows the price without asking and without waiting for an event.
 */
export type FlashSaleClaim = {
  readonly placeId: string;
  readonly saleId: string;
  readonly variantId: string;
  /** Id of the customer or guest. Nobody else can use it. */
  readonly buyerId: string;
  readonly quantity: number;
  readonly priceMinor: number;
  readonly currency: string;
  readonly holdExpiresAt: Date;
};

const issuer = 'products';
const audience = 'orders';

/** A key of its own, derived from the secret that all subgraphs share (HKDF, RFC 5869). */
function claimKey(secret: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'souk flash sale claim', 32));
}

/** Signs a claim; it is valid as long as the hold. */
export function signFlashSaleClaim(secret: string, claim: FlashSaleClaim): Promise<string> {
  const { placeId, saleId, variantId, buyerId, quantity, priceMinor, currency, holdExpiresAt } = claim;
  return new SignJWT({ saleId, variantId, quantity, priceMinor, currency })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(buyerId)
    .setJti(placeId)
    .setExpirationTime(holdExpiresAt)
    .sign(claimKey(secret));
}

/** Reads a claim; null where it is not one of ours, or has run out. */
export async function readFlashSaleClaim(
  secret: string,
  token: string,
  now: Date,
): Promise<FlashSaleClaim | null> {
  try {
    const { payload } = await jwtVerify(token, claimKey(secret), {
      algorithms: ['HS256'],
      issuer,
      audience,
      currentDate: now,
      requiredClaims: ['exp', 'sub', 'jti'],
    });
    const { saleId, variantId, quantity, priceMinor, currency } = payload as unknown as FlashSaleClaim;
    return {
      ...{ saleId, variantId, quantity, priceMinor, currency },
      placeId: payload.jti!,
      buyerId: payload.sub!,
      holdExpiresAt: new Date(payload.exp! * 1000),
    };
  } catch (error) {
    if (error instanceof errors.JOSEError) return null;
    throw error;
  }
}
