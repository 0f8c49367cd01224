import type { TransactionDeps } from '@souk/shared/outbox';
import { requireUser } from '@souk/shared/viewer';
import type { Resolvers } from '../generated/schema.ts';
import { findPreferences } from './preference.repository.ts';
import { type PreferenceTopic, preferenceTopics, wantedByDefault } from './preference-topic.ts';
import { setPreference, unsubscribe } from './set-preference.ts';

/** What somebody may do without, and whether they want it. */
export function createPreferenceResolvers(deps: TransactionDeps): Pick<Resolvers, 'Query' | 'Mutation'> {
  const preferencesOf = async (owner: string): Promise<{ topic: PreferenceTopic; wanted: boolean }[]> => {
    const chosen = new Map(
      (await findPreferences(deps.dataSource.manager, owner)).map(({ topic, wanted }) => [topic, wanted]),
    );
    return preferenceTopics.map((topic) => ({ topic, wanted: chosen.get(topic) ?? wantedByDefault[topic] }));
  };
  return {
    Query: {
      notificationPreferences: (_parent, _args, { viewer }) => preferencesOf(requireUser(viewer).id),
    },
    Mutation: {
      setNotificationPreference: async (_parent, { input: { topic, wanted } }, { viewer }) => {
        const { id: owner } = requireUser(viewer);
        await setPreference(deps, { owner, topic, wanted }, new Date());
        return { preferences: await preferencesOf(owner) };
      },
      // Open to everybody: the token alone says whose mails they are, and allows this one thing.
      unsubscribe: async (_parent, { input: { token } }) => {
        const isToken = /^[A-Za-z0-9_-]{32}$/.test(token);
        const refused = isToken ? await unsubscribe(deps, token, new Date()) : null;
        if (refused) return { topic: refused.topic, userErrors: [] };
        const message = 'There is no such link, or it is not whole.';
        return { topic: null, userErrors: [{ code: 'NOT_FOUND', field: ['input', 'token'], message }] };
      },
    },
  };
}
