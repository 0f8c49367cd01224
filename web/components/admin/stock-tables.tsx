import Link from 'next/link';
import type { StockMovementKind } from '@/lib/api/generated/graphql.ts';
import type { VariantStock } from '@/lib/api/warehouses.ts';
import { formatMoment } from '@/lib/dates.ts';
import { table } from './table.ts';
import { TableFrame } from './table-frame.tsx';

/** What each warehouse has of a variant, with the sums. */
export function StockLevels({ variant }: { variant: VariantStock }) {
  // A warehouse that was given up is empty: it tells nothing here.
  const levels = (variant.stock ?? []).filter(({ warehouse }) => warehouse.active);
  const sum = (unitsOf: (level: (typeof levels)[number]) => number): number =>
    levels.reduce((total, level) => total + unitsOf(level), 0);
  return (
    <TableFrame label="Stock per warehouse">
      <thead className={table.head}>
        <tr>
          <th scope="col">Warehouse</th>
          <th scope="col" className={table.number}>
            Free
          </th>
          <th scope="col" className={table.number}>
            Held
          </th>
          <th scope="col" className={table.number}>
            There
          </th>
        </tr>
      </thead>
      <tbody>
        {levels.map(({ warehouse, available, reserved }) => (
          <tr key={warehouse.id} className={table.row}>
            <td>{warehouse.name}</td>
            <td className={table.number}>{available}</td>
            <td className={`${table.number} text-soft`}>{reserved}</td>
            <td className={table.number}>{available + reserved}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className={`${table.row} bg-sunken font-semibold`}>
          <td>All</td>
          <td className={table.number}>{sum(({ available }) => available)}</td>
          <td className={table.number}>{sum(({ reserved }) => reserved)}</td>
          <td className={table.number}>{sum(({ available, reserved }) => available + reserved)}</td>
        </tr>
      </tfoot>
    </TableFrame>
  );
}

const kinds: Record<StockMovementKind, string> = {
  INITIAL: 'First stock',
  RECEIVED: 'Came in',
  COUNTED: 'Counted',
  DAMAGED: 'Lost or damaged',
  RETURNED: 'Came back, by hand',
  CORRECTION: 'Put right',
  SOLD: 'Sold',
  UNSOLD: 'Sale undone',
  RESTOCKED: 'Came back from an order',
  TRANSFERRED: 'Moved',
};

/** The ledger of a variant, newest first. */
export function MovementTable({ movements }: { movements: NonNullable<VariantStock['stockMovements']> }) {
  return (
    <TableFrame label="Movements">
      <thead className={table.head}>
        <tr>
          <th scope="col">When</th>
          <th scope="col">What</th>
          <th scope="col">Warehouse</th>
          <th scope="col" className={table.number}>
            Units
          </th>
          <th scope="col">For</th>
        </tr>
      </thead>
      <tbody>
        {movements.edges.map(({ node }) => (
          <tr key={node.id} className={table.row}>
            <td className="whitespace-nowrap text-soft">{formatMoment(node.at)}</td>
            <td className="whitespace-nowrap">{kinds[node.kind]}</td>
            <td className="whitespace-nowrap">{node.warehouse.name}</td>
            <td className={`${table.number} ${node.delta < 0 ? 'text-bad' : 'text-good'}`}>
              {node.delta > 0 ? `+${node.delta}` : node.delta}
            </td>
            <td className="font-mono text-faint">
              <Cause reference={node.reference ?? ''} />
            </td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

/** What a movement belongs to, where that is more than the key of a form. */
function Cause({ reference }: { reference: string }) {
  if (/^(fls|ret|can)_/.test(reference)) return reference;
  if (!reference.startsWith('ord_')) return null;
  return (
    <Link href={`/admin/orders/${reference}`} className="text-accent hover:underline">
      {reference}
    </Link>
  );
}
