import { randomBytes } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new opaque id such as `ord_01jd7q4f0vexq8s2m3k9w5t6zn`: a type prefix and a UUIDv7 (RFC 9562) in Crockford's
 * base32, as the TypeID specification writes it. Ids made later sort later, which keeps indexes dense.
 *
 * @param prefix lower-case letters that name the type, for example `ord`
 * @param now milliseconds since the epoch
 */
export function createId(prefix: string, now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${prefix}_${base32(bytes)}`;
}

/**
 * The lowest id of a type that can be made at an instant or later: a range of time is a range of ids.
 *
 * @param now milliseconds since the epoch
 */
export function lowestId(prefix: string, now: number): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(Math.min(Math.max(0, now), 2 ** 48 - 1), 0, 6);
  return `${prefix}_${base32(bytes)}`;
}

/** Whether a text has the form of an id with this prefix. It says nothing about whether the thing exists. */
export function isId(prefix: string, text: string): boolean {
  return text.startsWith(`${prefix}_`) && /^[0-7][0-9a-hjkmnp-tv-z]{25}$/.test(text.slice(prefix.length + 1));
}

/** The 128 bits as 26 characters; the first carries three bits, as TypeID prescribes. */
function base32(bytes: Buffer): string {
  let high = bytes.readBigUInt64BE(0);
  let low = bytes.readBigUInt64BE(8);
  let text = '';
  for (let position = 0; position < 26; position += 1) {
    text = alphabet[Number(low & 31n)] + text;
    low = (low >> 5n) | ((high & 31n) << 59n);
    high >>= 5n;
  }
  return text;
}
