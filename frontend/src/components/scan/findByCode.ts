import { api } from '@/lib/api';
import { messageOf, Problem } from '@/lib/problem';
import type { Joinable } from '@/live/protocol.gen';
import { words } from './words';

/** Return the path of the page that a code leads to. Rejects with a `Problem`; `not_found` for a code that leads nowhere. */
export async function findByCode(code: string): Promise<string> {
  return (await api.post<Joinable>('/join', { code })).links.worker;
}

/** What is wrong with a code, in words. */
export function faultOfCode(error: unknown): string {
  const isWrong = error instanceof Problem && (error.code === 'not_found' || error.code === 'invalid');
  return isWrong ? words.enter.fault : messageOf(error);
}
