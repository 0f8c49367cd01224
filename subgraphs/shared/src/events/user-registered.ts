import { z } from 'zod';
import { defineEvent } from './define-event.ts';
import { role } from './parts.ts';

export const userRegistered = defineEvent({
  type: 'UserRegistered',
  version: 1,
  owner: 'users',
  description: 'Somebody opened an account.',
  data: z.object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    locale: z.string(),
    /** Absent from events of older publishers. */
    roles: z.array(role).optional(),
  }),
});
