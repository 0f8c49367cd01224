import type { DataSource } from 'typeorm';
import type { EventEnvelope } from '../events/define-event.ts';
import { rows } from '../sql.ts';

/** The events that wait in an outbox, in the order recorded. */
export async function recordedEvents(dataSource: DataSource): Promise<EventEnvelope[]> {
  const waiting = await rows<{ envelope: string }>(
    dataSource.manager,
    'SELECT envelope FROM outbox ORDER BY id',
  );
  return waiting.map((row) => JSON.parse(row.envelope) as EventEnvelope);
}
