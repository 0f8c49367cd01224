import { createBatcher } from '@souk/shared/batcher';
import type { SoukEvent } from '@souk/shared/events/catalogue';
import type { Handlers } from '@souk/shared/sqs-consumer';
import { consumers } from '@souk/shared/topology';
import { type ClaimDeps, claimDeliveries } from './delivery/claim-deliveries.ts';
import type { Topic } from './delivery/template.ts';

/** Under load the messages of so much time are claimed together. */
const gatherMs = 50;

/** What the worker does with an event: claim its messages. Whom each type tells is the table in delivery/routes.ts. */
export function createHandlers(deps: ClaimDeps): Handlers<Topic> {
  const claim = createBatcher<SoukEvent<Topic>>((events) => claimDeliveries(deps, events, new Date()), {
    gatherMs,
  });
  return Object.fromEntries(
    consumers.notifications.map((type) => [type, claim]),
  ) as unknown as Handlers<Topic>;
}
