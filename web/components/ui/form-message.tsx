'use client';
import { usePathname } from 'next/navigation';
import { sessionEndedWords } from '@/lib/failure-words.ts';

/** What a form says as a whole. Who is signed out can sign in beside the page, so that nothing typed is lost. */
export function FormMessage({ message }: { message: string | null }) {
  const path = usePathname();
  if (message !== sessionEndedWords) return message;
  return (
    <>
      {message} What you typed stays here.
      <a
        href={`/login?next=${encodeURIComponent(path)}`}
        target="_blank"
        rel="noopener"
        className="flex min-h-11 w-fit items-center font-medium underline underline-offset-2"
      >
        Sign in in a new tab
      </a>
    </>
  );
}
