import { type DataSource, In } from 'typeorm';
import { LogEntryEntity, type LogEntryRow } from './log-entry.entity.ts';
import { type LogEntry, replay } from './order-log.ts';
import type { OrderState } from './order-state.ts';
import type { OrderStatus } from './order-status.ts';

/** Something that happened to an order, for people. */
export type TimelineEntry = {
  readonly at: Date;
  readonly type: string;
  readonly status: OrderStatus;
  readonly note: string | null;
  /** Who caused it: a user's or guest's id, or the system that told so. */
  readonly actor: string | null;
  /** Whether it is nobody's business but staff's. */
  readonly isForStaff: boolean;
};

/** The timelines of several orders, oldest entry first, in the order of the ids. */
export async function readTimelines(
  dataSource: DataSource,
  orderIds: readonly string[],
): Promise<TimelineEntry[][]> {
  const log = await dataSource
    .getRepository(LogEntryEntity)
    .find({ where: { orderId: In([...orderIds]) }, order: { orderId: 'ASC', version: 'ASC' } });
  const byOrder = Map.groupBy(log, (entry) => entry.orderId);
  return orderIds.map((id) => (byOrder.get(id) ?? []).map(toTimelineEntry));
}

/** An order rebuilt from nothing but its log. */
export async function rebuildOrder(dataSource: DataSource, orderId: string): Promise<OrderState> {
  const log = await dataSource
    .getRepository(LogEntryEntity)
    .find({ where: { orderId }, order: { version: 'ASC' } });
  return replay(log.map(toLogEntry));
}

function toLogEntry({ type, data, version, occurredAt }: LogEntryRow): LogEntry {
  return { type, data, version, occurredAt: occurredAt.toISOString() } as LogEntry;
}

function toTimelineEntry(row: LogEntryRow): TimelineEntry {
  const entry = toLogEntry(row);
  const isForStaff =
    entry.type === 'SagaRetried' || (entry.type === 'NoteAdded' && entry.data.note.visibility === 'STAFF');
  const { occurredAt: at, type, status, actor } = row;
  return { at, type, status, actor, isForStaff, note: noteOf(entry) };
}

function noteOf(entry: LogEntry): string | null {
  switch (entry.type) {
    case 'OrderFulfilled': {
      const { carrier, trackingNumber } = entry.data.fulfilment;
      return [carrier, trackingNumber].filter(Boolean).join(' ') || null;
    }
    case 'OrderCancelled':
    case 'ReturnApproved':
    case 'ReturnRejected':
    case 'ReturnReceived':
    case 'ReturnRefundRetried':
      return entry.data.note;
    case 'LinesCancelled':
      return entry.data.cancellation.note;
    case 'NoteAdded':
      return entry.data.note.text;
    case 'SagaRetried':
      return entry.data.note;
    case 'ReturnRequested':
      return entry.data.return.reason;
    case 'DisputeOpened':
      return entry.data.reason;
    case 'DisputeClosed':
      return entry.data.outcome;
    default:
      return null;
  }
}
