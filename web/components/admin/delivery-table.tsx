import type { AdminDeliveriesQuery, DeliveryStatus } from '@/lib/api/generated/graphql.ts';
import { formatMoment } from '@/lib/dates.ts';
import { eventLabel, type Tone } from '@/lib/order-progress.ts';
import { Badge } from '../ui/badge.tsx';
import { table } from './table.ts';
import { TableFrame } from './table-frame.tsx';

type Delivery = AdminDeliveriesQuery['deliveries']['edges'][number]['node'];

const looks: Record<DeliveryStatus, readonly [string, Tone]> = {
  PENDING: ['Pending', 'neutral'],
  SENT: ['Sent', 'good'],
  FAILED: ['Failed', 'bad'],
  SUPERSEDED: ['Overtaken', 'neutral'],
};
const channels = { EMAIL: 'E-mail', SMS: 'SMS', PUSH: 'Push', IN_APP: 'In the store' } as const;

/** Messages sent or tried. */
export function DeliveryTable({ deliveries }: { deliveries: readonly Delivery[] }) {
  return (
    <TableFrame label="Log of messages">
      <thead className={table.head}>
        <tr>
          <th scope="col">When</th>
          <th scope="col">About</th>
          <th scope="col">Channel</th>
          <th scope="col">To</th>
          <th scope="col">Status</th>
          <th scope="col" className={table.number}>
            Tries
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.id} className={table.row}>
            <td className="whitespace-nowrap text-soft">
              {formatMoment(delivery.sentAt ?? delivery.createdAt)}
            </td>
            <td>{eventLabel(delivery.topic)}</td>
            <td className="whitespace-nowrap">{channels[delivery.channel]}</td>
            <td className="max-w-56 truncate">{delivery.recipient}</td>
            <td>
              <Badge tone={looks[delivery.status][1]}>{looks[delivery.status][0]}</Badge>
              {delivery.lastError && <p className="max-w-64 truncate text-bad">{delivery.lastError}</p>}
            </td>
            <td className={table.number}>{delivery.attempts}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
