import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { type Carrier, Undeliverable } from '../delivery/carrier.ts';
import type { DueDelivery } from '../delivery/delivery.repository.ts';
import { messageKey } from '../delivery/message-key.ts';
import { routesOf, subjectOf } from '../delivery/routes.ts';
import { languageFor } from '../wording/language.ts';

export type SmsCarrierOptions = { readonly sns: SNSClient; readonly storeUrl: string };

const deadlineMs = 10_000;

/** What SNS says of a number or text that it will never take. */
const finalErrors = new Set([
  'InvalidParameter',
  'InvalidParameterException',
  'ParameterValueInvalid',
  'OptedOut',
  'OptedOutException',
]);

/** Sends text messages through Amazon SNS. Repeated tries of a message carry the same `souk.message-key`. */
export function createSmsCarrier({ sns, storeUrl }: SmsCarrierOptions): Carrier {
  return {
    async send(delivery) {
      try {
        await sns.send(
          new PublishCommand({
            PhoneNumber: delivery.recipient,
            Message: composeText(delivery, storeUrl),
            MessageAttributes: {
              'AWS.SNS.SMS.SMSType': text('Transactional'),
              'AWS.SNS.SMS.SenderID': text('Souk'),
              'souk.message-key': text(messageKey(delivery)),
            },
          }),
          { abortSignal: AbortSignal.timeout(deadlineMs) },
        );
      } catch (error) {
        const { name } = error as Error;
        throw finalErrors.has(name)
          ? new Undeliverable(`${name}: ${(error as Error).message}`, { cause: error })
          : error;
      }
    },
    close: () => sns.destroy(),
  };
}

/** The text of a delivery, written from its event. */
export function composeText(delivery: Pick<DueDelivery, 'event'>, storeUrl: string): string {
  const { event } = delivery;
  const route = routesOf(event).find((candidate) => candidate.channel === 'SMS');
  if (route?.channel !== 'SMS') throw new Undeliverable(`no text message is written for ${event.type}`);
  return route.template(event.data, { language: languageFor(subjectOf(event).locale), storeUrl });
}

function text(value: string): { DataType: string; StringValue: string } {
  return { DataType: 'String', StringValue: value };
}
