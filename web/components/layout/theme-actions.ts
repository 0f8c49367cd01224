'use server';
import { cookies } from 'next/headers';
import { cookieNames, cookieOptions, lifetimes } from '@/lib/session/session-cookies.ts';

/** Remembers light or dark; anything else goes back to what the device prefers. */
export async function rememberTheme(theme: string): Promise<void> {
  const jar = await cookies();
  if (theme === 'light' || theme === 'dark')
    jar.set(cookieNames.theme, theme, cookieOptions(lifetimes.theme));
  else jar.delete(cookieNames.theme);
}
