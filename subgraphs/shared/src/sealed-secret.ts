import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const version = 'v1';
const ivBytes = 12;
const tagBytes = 16;

/** A sealed secret that does not open: it was sealed with another secret or for another label, or was changed. */
export class CannotOpenSecret extends Error {
  override readonly name = 'CannotOpenSecret';
}

export type SecretSealer = {
  /** Encrypts a text for one place: `label` names it and is needed to open it, so rows cannot be swapped. */
  seal(text: string, label: string): string;
  /** @throws CannotOpenSecret */
  open(sealed: string, label: string): string;
};

/**
 * Encrypts what must not be readable in a database or its backups: AES-256-GCM, with a key derived from the secret.
 *
 * @param secret at least 32 characters; who loses it loses what was sealed with it
 */
export function createSecretSealer(secret: string): SecretSealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'souk sealed secret', 32));
  return {
    seal(text, label) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, label) {
      const bytes = Buffer.from(sealed.slice(version.length + 1), 'base64url');
      if (!sealed.startsWith(`${version}.`) || bytes.length < ivBytes + tagBytes) {
        throw new CannotOpenSecret(`not a sealed secret: ${label}`);
      }
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
          .setAAD(Buffer.from(label))
          .setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
        const body = decipher.update(bytes.subarray(ivBytes + tagBytes));
        return Buffer.concat([body, decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new CannotOpenSecret(`sealed with another secret: ${label}`, { cause });
      }
    },
  };
}
