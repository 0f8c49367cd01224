import { randomFillSync } from 'node:crypto';

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new opaque id such as `ord_01jd7q4f0vexq8s2m3k9w5t6zn`: a type prefix and a UUIDv7 (RFC 9562) in Crockford's
 * base32, as the TypeID specification writes it. Ids made later sort later, which keeps indexes dense.
 *
 * @param prefix lower-case letters that name the type, for example `ord`
 * @param now milliseconds since the epoch
 */
export function createId(prefix: string, now: number = Date.now()): string {
  const bytes = random16();
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

/** Random bytes are drawn for 256 ids at a time: asking for sixteen costs as much as asking for thousands. */
const pool = Buffer.alloc(4096);
let drawn = pool.length;

/** Sixteen random bytes that nobody else gets. */
function random16(): Buffer {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  const bytes = Buffer.from(pool.subarray(drawn, drawn + 16));
  drawn += 16;
  return bytes;
}

/** The 128 bits as 26 characters; the first carries three bits, as TypeID prescribes. */
function base32(bytes: Buffer): string {
  let text = '';
  let held = 0;
  // Two bits of nothing go before the first byte, so that 130 bits make 26 characters.
  let bits = 2;
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(held >>> bits) & 31];
    }
  }
  return text;
}
