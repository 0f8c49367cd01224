import { inTransaction, type TransactionDeps } from '@souk/shared/outbox';
import { dropPending, type Preference, refuseByToken, savePreference } from './preference.repository.ts';
import type { PreferenceTopic } from './preference-topic.ts';

/** Notes whether a user wants messages of a kind. A no also drops those that were not sent yet. */
export async function setPreference(
  deps: TransactionDeps,
  {
    owner,
    topic,
    wanted,
  }: { readonly owner: string; readonly topic: PreferenceTopic; readonly wanted: boolean },
  now: Date,
): Promise<void> {
  await inTransaction(deps, async (tx) => {
    const { unsubscribeToken } = await savePreference(tx, { owner, topic }, wanted, now);
    if (!wanted) await dropPending(tx, unsubscribeToken);
  });
}

/** The same no, said from a mail by its token; null where the token is none of ours. Saying it again changes nothing. */
export async function unsubscribe(
  deps: TransactionDeps,
  token: string,
  now: Date,
): Promise<Preference | null> {
  return inTransaction(deps, async (tx) => {
    const refused = await refuseByToken(tx, token, now);
    if (refused) await dropPending(tx, token);
    return refused;
  });
}
