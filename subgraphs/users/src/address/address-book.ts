import { codedError } from '@souk/shared/errors';
import { createId, isId } from '@souk/shared/ids';
import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { lockUser } from '../account/user.repository.ts';
import { countryCode, optionalPhoneNumber } from '../content/contact.ts';
import { optionalTextLine, textLine } from '../content/text-line.ts';
import type { Call } from '../context.ts';
import { isRefused, parseInput, type Refused, refuse } from '../refusal.ts';
import { type Address, addressEntity } from './address.entity.ts';

/**
 * The rules of an address book: it has at most 50 addresses; while it has any, exactly one is the default. The first
 * address becomes it, a new default takes over from the old one, and when the default is removed the newest of the
 * others follows. The default stops being it only by another one becoming it.
 */
const mostAddresses = 50;

const content = z.object({
  name: textLine(100),
  line1: textLine(200),
  line2: optionalTextLine(200),
  city: textLine(100),
  region: optionalTextLine(100),
  postalCode: textLine(20),
  countryCode,
  phone: optionalPhoneNumber,
  isDefault: z.boolean(),
});

/** Adds an address to a user's book. */
export async function addAddress(
  deps: TransactionDeps,
  call: Call,
  input: { readonly userId: string; readonly address: object },
): Promise<Address | Refused> {
  const parsed = parseInput(content, input.address);
  if (isRefused(parsed)) return parsed;
  return inTransaction(deps, async (tx) => {
    const book = await lockBook(tx, input.userId);
    if (book.length >= mostAddresses) {
      return refuse('INVALID_INPUT', `An address book has at most ${mostAddresses} addresses.`);
    }
    const isDefault = parsed.value.isDefault || book.length === 0;
    if (isDefault) await dropDefault(tx, input.userId);
    const address: Address = {
      ...parsed.value,
      id: createId('adr', call.now.getTime()),
      userId: input.userId,
      isDefault,
      createdAt: call.now,
    };
    await tx.insert(addressEntity, address);
    return address;
  });
}

/** Replaces the content of an address of a user's book. */
export async function updateAddress(
  deps: TransactionDeps,
  input: { readonly userId: string; readonly addressId: string; readonly address: object },
): Promise<Address | Refused> {
  const parsed = parseInput(z.object({ address: content }), { address: input.address });
  if (isRefused(parsed)) return parsed;
  return inTransaction(deps, async (tx) => {
    const known = await lockAddress(tx, input);
    if (!known) return notInBook();
    const changed: Address = {
      ...known,
      ...parsed.value.address,
      isDefault: known.isDefault || parsed.value.address.isDefault,
    };
    if (changed.isDefault && !known.isDefault) await dropDefault(tx, input.userId);
    await tx.update(addressEntity, { id: known.id }, changed);
    return changed;
  });
}

/** Removes an address from a user's book, and returns it as it was. */
export async function removeAddress(
  deps: TransactionDeps,
  input: { readonly userId: string; readonly addressId: string },
): Promise<Address | Refused> {
  return inTransaction(deps, async (tx) => {
    const known = await lockAddress(tx, input);
    if (!known) return notInBook();
    await tx.delete(addressEntity, { id: known.id });
    if (known.isDefault) {
      const heir = await tx.findOne(addressEntity, {
        where: { userId: input.userId },
        order: { createdAt: 'DESC', id: 'DESC' },
      });
      if (heir) await tx.update(addressEntity, { id: heir.id }, { isDefault: true });
    }
    return known;
  });
}

function notInBook(): Refused {
  return refuse('NOT_FOUND', 'There is no such address in the address book.', ['addressId']);
}

/** The book, which nobody else changes until the transaction ends. */
async function lockBook(tx: EntityManager, userId: string): Promise<Address[]> {
  if (!(await lockUser(tx, userId))) throw codedError('UNAUTHENTICATED');
  return tx.findBy(addressEntity, { userId });
}

async function lockAddress(
  tx: EntityManager,
  { userId, addressId }: { readonly userId: string; readonly addressId: string },
): Promise<Address | undefined> {
  if (!isId('adr', addressId)) return undefined;
  return (await lockBook(tx, userId)).find(({ id }) => id === addressId);
}

async function dropDefault(tx: EntityManager, userId: string): Promise<void> {
  await tx.update(addressEntity, { userId, isDefault: true }, { isDefault: false });
}
