import type { Metadata } from 'next';
import { AddressBook } from '@/components/account/address-book.tsx';
import { loadAddresses } from '@/lib/api/account.ts';

export const metadata: Metadata = { title: 'Addresses', robots: { index: false } };

export default async function AddressesPage() {
  return <AddressBook addresses={await loadAddresses()} />;
}
