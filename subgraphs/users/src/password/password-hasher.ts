import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { createHashSlots } from './hash-slots.ts';

/** OWASP's recommendation for argon2id: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const currentPrefix = `$argon2id$v=19$m=${cost.memoryCost},t=${cost.timeCost},p=${cost.parallelism}$`;

export type PasswordHasher = {
  /** @throws GraphQLError SERVICE_UNAVAILABLE when too many passwords wait to be hashed */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Without a hash it does the same work and answers false, so that
   * time does not tell whether there was one.
   *
   * @throws GraphQLError SERVICE_UNAVAILABLE when too many passwords wait to be hashed
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
  /** Whether a hash was made with a lower cost than today's. */
  isOutdated(passwordHash: string): boolean;
};

/** argon2id in the thread pool, `running` hashes at once and `waiting` more in the queue. */
export async function createPasswordHasher(limits: {
  readonly running: number;
  readonly waiting: number;
}): Promise<PasswordHasher> {
  const slots = createHashSlots(limits);
  const nobodysHash = await hash(randomBytes(16), cost);
  return {
    hash: (password) => slots.run(() => hash(normalise(password), cost)),
    verify: (passwordHash, password) =>
      slots.run(async () => {
        const matches = await verify(passwordHash ?? nobodysHash, normalise(password));
        return matches && passwordHash !== null;
      }),
    isOutdated: (passwordHash) => !passwordHash.startsWith(currentPrefix),
  };
}

/** The same password may reach us composed or decomposed, as the keyboard's system likes. */
function normalise(password: string): string {
  return password.normalize('NFC');
}
