import type { Channel } from '../delivery/delivery.entity.ts';
import type { Contact, People } from './contact.repository.ts';

/** Who gets a message: an address or inbox as it is (null: nobody), a user wherever they are reached, or all admins. */
export type Audience = string | null | { readonly userId: string } | { readonly role: 'ADMIN' };

/** One who gets a message on a channel. */
export type Recipient = {
  /** Mail address, phone number, or for IN_APP the id of the inbox. */
  readonly address: string;
  /** Whose preferences count: a user's id, else the address. */
  readonly owner: string;
  /** The recipient's own language; null where only the event tells one. */
  readonly locale: string | null;
};

/** The recipients of a message on a channel. A user whose address is not known yet is reached in the store. */
export function recipientsOf(audience: Audience, channel: Channel, people: People): Recipient[] {
  if (audience === null) return [];
  if (typeof audience === 'string') return [{ address: audience, owner: audience, locale: null }];
  if ('role' in audience) return people.admins.map((admin) => reach(admin, channel));
  const contact = people.byId.get(audience.userId);
  if (contact) return [reach(contact, channel)];
  if (channel !== 'IN_APP') return [];
  return [{ address: audience.userId, owner: audience.userId, locale: null }];
}

function reach({ userId, email, locale }: Contact, channel: Channel): Recipient {
  return { address: channel === 'IN_APP' ? userId : email, owner: userId, locale };
}
