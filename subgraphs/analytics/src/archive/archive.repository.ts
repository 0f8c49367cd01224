import { type Queryable, rows } from '@souk/shared/sql';
import type { ArchivedEvent } from './archived-event.ts';

/** Adds events to the archive; those already in it stay as they are. */
export async function archiveEvents(tx: Queryable, events: readonly ArchivedEvent[]): Promise<void> {
  await tx.query(
    `INSERT INTO event_archive (occurred_at, event_id, type, data)
     SELECT * FROM unnest($1::timestamptz[], $2::text[], $3::text[], $4::jsonb[]) ON CONFLICT DO NOTHING`,
    [
      events.map((event) => event.occurredAt),
      events.map((event) => event.id),
      events.map((event) => event.type),
      events.map((event) => JSON.stringify(event.data)),
    ],
  );
}

/** All archived events in the order of their time, some thousands at once. */
export async function* readArchive(db: Queryable, pageSize = 5_000): AsyncGenerator<ArchivedEvent[]> {
  let after: [occurredAt: string, id: string] = ['-infinity', ''];
  while (true) {
    const page = await rows<{ event_id: string; type: string; at: string; data: object }>(
      db,
      `SELECT event_id, type, data, to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
       FROM event_archive WHERE (occurred_at, event_id) > ($1::timestamptz, $2)
       ORDER BY occurred_at, event_id LIMIT $3`,
      [...after, pageSize],
    );
    const last = page.at(-1);
    if (!last) return;
    yield page.map(
      ({ event_id: id, type, at: occurredAt, data }) => ({ id, type, occurredAt, data }) as ArchivedEvent,
    );
    after = [last.at, last.event_id];
  }
}

/** Statement that makes the archive's partition for the month that is so many months from now. */
const createPartitionSql = `SELECT create_event_archive_partition((date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => $1))::date)`;

/** Makes the partitions of this month and the next two. What is outside all of them lands in the default partition. */
export async function createArchivePartitions(db: Queryable): Promise<void> {
  for (const months of [0, 1, 2]) await db.query(createPartitionSql, [months]);
}
