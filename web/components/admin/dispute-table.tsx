import type { OpenDispute } from '@/lib/api/admin-payments.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { table } from './table.ts';
import { TableFrame } from './table-frame.tsx';

/** Disputes that wait for a decision, those to be answered first before. */
export function DisputeTable({ disputes }: { disputes: readonly OpenDispute[] }) {
  return (
    <TableFrame label="Open disputes">
      <thead className={table.head}>
        <tr>
          <th scope="col">Answer until</th>
          <th scope="col">Opened</th>
          <th scope="col">Why</th>
          <th scope="col">Payment</th>
          <th scope="col">Provider</th>
          <th scope="col" className={table.number}>
            Amount
          </th>
        </tr>
      </thead>
      <tbody>
        {disputes.map((dispute) => (
          <tr key={dispute.id} className={table.row}>
            <td className="whitespace-nowrap">
              {dispute.respondBy ? formatMoment(dispute.respondBy) : 'Not told'}
            </td>
            <td className="whitespace-nowrap text-soft">{formatMoment(dispute.openedAt)}</td>
            <td>{dispute.reason.replaceAll('_', ' ')}</td>
            <td className="font-mono">{dispute.payment?.id}</td>
            <td>{dispute.payment?.provider}</td>
            <td className={table.number}>{formatMoney(dispute.amount)}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
