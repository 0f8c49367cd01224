import { notFound } from 'next/navigation';

/** Every address that leads nowhere: not found, inside the frame of the store. */
export default function MissingPage(): never {
  notFound();
}
