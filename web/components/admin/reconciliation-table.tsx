import Link from 'next/link';
import type { ReconciliationReport } from '@/lib/api/admin-payments.ts';
import { formatMoment } from '@/lib/dates.ts';
import { formatMoney } from '@/lib/money.ts';
import { Badge } from '../ui/badge.tsx';
import { table } from './table.ts';
import { TableFrame } from './table-frame.tsx';

type Sums = ReconciliationReport['differences'][number]['ours'];

/** Comparisons of the shop's books with the providers', and where they differ. */
export function ReconciliationTable({ reports }: { reports: readonly ReconciliationReport[] }) {
  return (
    <TableFrame label="Comparisons with the providers’ books">
      <thead className={table.head}>
        <tr>
          <th scope="col">Until</th>
          <th scope="col">Provider</th>
          <th scope="col" className={table.number}>
            Compared
          </th>
          <th scope="col">Differences</th>
        </tr>
      </thead>
      <tbody>
        {reports.map((report) => (
          <tr key={report.id} className={table.row}>
            <td className="whitespace-nowrap text-soft">{formatMoment(report.until)}</td>
            <td>{report.provider}</td>
            <td className={table.number}>{report.compared}</td>
            <td>
              {report.differences.length === 0 ? (
                <Badge tone="good">None</Badge>
              ) : (
                <ul className="grid gap-1.5">
                  {report.differences.map((difference) => (
                    <li key={difference.providerPaymentId}>
                      <Link
                        href={`/admin/orders/${difference.orderId}`}
                        className="font-mono text-accent hover:underline"
                      >
                        {difference.orderId || difference.providerPaymentId}
                      </Link>{' '}
                      ours {words(difference.ours)}, theirs {words(difference.theirs)}
                      {difference.changedAt && `, since ${formatMoment(difference.changedAt)}`}
                    </li>
                  ))}
                </ul>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function words(sums: Sums): string {
  if (!sums) return 'unknown';
  return `${formatMoney(sums.captured)} taken, ${formatMoney(sums.refunded)} back`;
}
