import type { TestDatabase } from '@souk/shared/testing/test-database';
import { type ClaimDeps, claimDeliveries } from '../delivery/claim-deliveries.ts';
import type { DataOf, Topic } from '../delivery/template.ts';
import { sampleEvent } from './sample-events.ts';

/** Claims the messages of a new event and gives its id. */
export async function claim<Type extends Topic>(
  db: TestDatabase,
  type: Type,
  data: DataOf<Type>,
  senders: ClaimDeps['senders'] = {},
): Promise<string> {
  const event = sampleEvent(type, data);
  await claimDeliveries({ ...db, storeUrl: 'https://souk.example', senders }, [event], new Date());
  return event.id;
}
