import type { Metadata } from 'next';
import Form from 'next/form';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { DeliveryTable } from '@/components/admin/delivery-table.tsx';
import { buttonClass } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { SelectField, TextField } from '@/components/ui/field.tsx';
import { loadDeliveries, requireStaff } from '@/lib/api/admin.ts';
import type { DeliveryStatus, DeliveryWhere, NotificationChannel } from '@/lib/api/generated/graphql.ts';
import type { SearchParams } from '@/lib/search-params.ts';

export const metadata: Metadata = { title: 'Messages' };

const channels: readonly NotificationChannel[] = ['EMAIL', 'SMS', 'PUSH', 'IN_APP'];
const statuses: readonly DeliveryStatus[] = ['PENDING', 'SENT', 'FAILED', 'SUPERSEDED'];

function text(params: SearchParams, key: string): string {
  const value = params[key];
  return typeof value === 'string' ? value.trim().slice(0, 200) : '';
}

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const [params, viewer] = await Promise.all([searchParams, requireStaff('/admin/deliveries')]);
  if (!viewer.isAdmin) notFound();
  const channel = channels.find((known) => known === text(params, 'channel'));
  const status = statuses.find((known) => known === text(params, 'status'));
  const recipient = text(params, 'recipient');
  const where: DeliveryWhere = {
    ...(channel ? { channels: [channel] } : {}),
    ...(status ? { statuses: [status] } : {}),
    ...(recipient ? { recipient } : {}),
  };
  const page = await loadDeliveries({ first: 50, after: text(params, 'after') || undefined, where });
  const next = new URLSearchParams({
    ...(channel ? { channel } : {}),
    ...(status ? { status } : {}),
    ...(recipient ? { recipient } : {}),
    after: page.pageInfo.endCursor ?? '',
  });
  return (
    <div className="grid max-w-6xl gap-5">
      <div>
        <h1 className="text-heading">Messages</h1>
        <p className="mt-1 text-soft">Everything that was sent or tried, newest first.</p>
      </div>
      <Form action="/admin/deliveries" className="grid items-end gap-3 sm:grid-cols-[1fr_1fr_2fr_auto]">
        <SelectField name="channel" label="Channel" defaultValue={channel ?? ''}>
          <option value="">All</option>
          <option value="EMAIL">E-mail</option>
          <option value="SMS">SMS</option>
          <option value="PUSH">Push</option>
          <option value="IN_APP">In the store</option>
        </SelectField>
        <SelectField name="status" label="Status" defaultValue={status ?? ''}>
          <option value="">All</option>
          <option value="PENDING">Pending</option>
          <option value="SENT">Sent</option>
          <option value="FAILED">Failed</option>
          <option value="SUPERSEDED">Overtaken</option>
        </SelectField>
        <TextField
          name="recipient"
          label="Recipient"
          optional
          defaultValue={recipient}
          placeholder="Part of it"
        />
        <button type="submit" className={buttonClass('secondary')}>
          Show
        </button>
      </Form>
      {page.edges.length === 0 ? (
        <EmptyState icon="bell" title="No messages here" />
      ) : (
        <DeliveryTable deliveries={page.edges.map((edge) => edge.node)} />
      )}
      {page.pageInfo.hasNextPage && (
        <Link
          href={`/admin/deliveries?${next}`}
          className={buttonClass('secondary', 'small', 'justify-self-end')}
        >
          Earlier ones
        </Link>
      )}
    </div>
  );
}
