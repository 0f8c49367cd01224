import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { role } from './parts.ts';

export const userProfileChanged = defineEvent({
  type: 'UserProfileChanged',
  version: 1,
  owner: 'users',
  description: 'A user changed name, phone, e-mail address or locale, or was given other roles.',
  data: z.object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    locale: z.string(),
    /** Absent from events of older publishers. */
    roles: z.array(role).optional(),
  }),
});
