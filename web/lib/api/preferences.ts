import 'server-only';
import {
  NotificationPreferencesDocument,
  type NotificationPreferencesQuery,
  type NotificationPreferenceTopic,
  SetNotificationPreferenceDocument,
  UnsubscribeDocument,
} from './generated/graphql.ts';
import { requestAsVisitor, requestPublic } from './request.ts';

export type NotificationPreference = NotificationPreferencesQuery['notificationPreferences'][number];

/** What the user may do without, and whether it is wanted. Throws ApiError. */
export async function loadNotificationPreferences(): Promise<NotificationPreference[]> {
  return (await requestAsVisitor(NotificationPreferencesDocument, {})).notificationPreferences;
}

/** Keeps whether messages of a kind are wanted. Throws ApiError. */
export async function setNotificationPreference(
  topic: NotificationPreferenceTopic,
  wanted: boolean,
): Promise<void> {
  await requestAsVisitor(SetNotificationPreferenceDocument, { input: { topic, wanted } });
}

/** Says no by a mail's token, as nobody; false where it is none of ours. Throws ApiError. */
export async function unsubscribe(token: string): Promise<boolean> {
  return (await requestPublic(UnsubscribeDocument, { input: { token } })).unsubscribe.topic != null;
}
