import { SNSClient } from '@aws-sdk/client-sns';
import { parseConfig } from '@souk/shared/config';
import { runProcess } from '@souk/shared/process';
import { layFoundation, startWorker } from '@souk/shared/subgraph-process';
import { notificationsWorkerSettings } from './config.ts';
import { database } from './data-source.ts';
import { forgetSourceEvents } from './delivery/delivery.repository.ts';
import { startDeliverySender } from './delivery/delivery-sender.ts';
import { createHandlers } from './handlers.ts';
import { createMailCarrier } from './mail/mail-carrier.ts';
import { createSmsCarrier } from './sms/sms-carrier.ts';

runProcess('notifications-worker', process.env, async (logger) => {
  const settings = parseConfig(notificationsWorkerSettings, process.env);
  const foundation = await layFoundation('notifications-worker', settings, database, logger);
  const storeUrl = settings.STORE_URL.replace(/\/+$/, '');

  const mail = createMailCarrier({ smtpUrl: settings.SMTP_URL, from: settings.MAIL_FROM, storeUrl });
  const sms = createSmsCarrier({
    sns: new SNSClient({
      maxAttempts: 1,
      ...(settings.SMS_ENDPOINT_URL ? { endpoint: settings.SMS_ENDPOINT_URL } : {}),
    }),
    storeUrl,
  });
  const senders = {
    EMAIL: startDeliverySender({ ...foundation, channel: 'EMAIL', carrier: mail }),
    SMS: startDeliverySender({ ...foundation, channel: 'SMS', carrier: sms }),
  };
  return startWorker({
    foundation,
    settings,
    handlers: createHandlers({ ...foundation, storeUrl, senders }),
    stopAfterConsumer: Object.values(senders),
    timers: [
      {
        name: 'forget-source-events',
        everyMs: 600_000,
        run: () => forgetSourceEvents(foundation.dataSource.manager),
      },
    ],
  });
});
