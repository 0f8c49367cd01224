import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { AdminShell } from '@/components/admin/admin-shell.tsx';
import { requireStaff } from '@/lib/api/admin.ts';

export const metadata: Metadata = {
  title: { default: 'Office', template: '%s · Souk office' },
  robots: { index: false },
};

/** The shop's office, for sellers and admins. */
export default async function AdminLayout({ children }: { children: ReactNode }) {
  const viewer = await requireStaff((await headers()).get('x-pathname') ?? '/admin');
  return (
    <AdminShell isAdmin={viewer.isAdmin} name={viewer.firstName ?? viewer.email ?? ''}>
      {children}
    </AdminShell>
  );
}
