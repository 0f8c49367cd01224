import { z } from 'zod';
import { defineEvent } from './define-event.ts';

export const sessionRevoked = defineEvent({
  type: 'SessionRevoked',
  version: 1,
  owner: 'users',
  description:
    'Sessions of a user were ended; `TOKEN_REUSED` means that a refresh token was used twice, so it may be stolen.',
  data: z.object({
    userId: z.string(),
    email: z.string(),
    firstName: z.string(),
    sessionIds: z.array(z.string()),
    reason: z.enum(['LOGOUT', 'LOGOUT_EVERYWHERE', 'PASSWORD_CHANGED', 'TOKEN_REUSED']),
  }),
});
