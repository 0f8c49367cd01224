import { EntitySchema } from 'typeorm';
import type { OrderFact } from './order-log.ts';
import type { OrderStatus } from './order-status.ts';

/** A row of an order's log. */
export type LogEntryRow = {
  orderId: string;
  version: number;
  type: OrderFact['type'];
  /** The order's status after the entry. */
  status: OrderStatus;
  data: OrderFact['data'];
  /** Who caused it: a user's or guest's id, or the system that told so. */
  actor: string;
  correlationId: string | null;
  occurredAt: Date;
};

export const LogEntryEntity = new EntitySchema<LogEntryRow>({
  name: 'LogEntry',
  tableName: 'order_events',
  columns: {
    orderId: { name: 'order_id', type: 'text', primary: true },
    version: { type: 'int', primary: true },
    type: { type: 'text' },
    status: { type: 'text' },
    data: { type: 'jsonb' },
    actor: { type: 'text' },
    correlationId: { name: 'correlation_id', type: 'text', nullable: true },
    occurredAt: { name: 'occurred_at', type: 'timestamptz' },
  },
});
