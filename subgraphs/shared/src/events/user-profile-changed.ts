import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const userProfileChanged = defineEvent({
  type: 'UserProfileChanged',
  version: 1,
  owner: 'users',
  description: 'A user changed name, phone, e-mail address or locale.',
  data: z.object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    phone: z.string().nullable(),
    locale: z.string(),
  }),
});
