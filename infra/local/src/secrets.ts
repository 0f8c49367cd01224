import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const names = [
  'viewerToken',
  'usersKeyEncryption',
  'ordersKeyEncryption',
  'sandboxApiKey',
  'sandboxWebhook',
  'postgresPassword',
] as const;

/** Secrets of one data folder; none is ever in the repository. */
export type Secrets = Readonly<Record<(typeof names)[number], string>>;

/** Reads the secrets of a data folder and makes those that are missing. Only the owner can read the file. */
export function loadSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  const stored = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Secrets>) : {};
  const entries = names.map((name) => [name, stored[name] ?? randomBytes(32).toString('base64url')] as const);
  const secrets = Object.fromEntries(entries) as Secrets;
  if (names.some((name) => !stored[name])) {
    writeFileSync(`${file}.new`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  return secrets;
}
