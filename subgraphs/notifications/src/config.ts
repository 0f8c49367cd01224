import { serverSettings, workerSettings } from '@souk/shared/config';
import { z } from 'zod';

/** Settings of the server: src/main.ts. */
export const notificationsServerSettings = serverSettings;

/** Settings of the worker: src/worker.ts. */
export const notificationsWorkerSettings = {
  ...workerSettings,
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  /** As in a mail's From: `Souk <orders@souk.example>`. */
  MAIL_FROM: z
    .string()
    .regex(
      /^[^<>@\r\n"]{1,60} <[^<>@\s,;"]+@[^<>@\s,;"]+>$/,
      'expected a name and an address: Souk <orders@souk.example>',
    ),
  /** Another endpoint than AWS's for text messages. */
  SMS_ENDPOINT_URL: z.url({ protocol: /^https?$/ }).optional(),
  STORE_URL: z.url({ protocol: /^https?$/ }),
} as const;
