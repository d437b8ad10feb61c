import { api } from '@/lib/api';
import { messageOf, Problem } from '@/lib/problem';
import type { Joinable } from '@/live/protocol.gen';
import { words } from './words';

/** What is left of a code without what the server does not mind: spaces and hyphens. */
const bare = (code: string): string => code.normalize('NFKC').replace(/[\s\-\u2010-\u2015]/g, '');

/**
 * Return the path of the page that a code leads to. Rejects with a `Problem`: `not_found` for a code that leads
 * nowhere, and without asking for what cannot be one.
 */
export async function findByCode(code: string): Promise<string> {
  if (!/^[a-z0-9]{6}$/i.test(bare(code))) throw new Problem(0, { code: 'no_code', detail: words.enter.noCode });
  return (await api.post<Joinable>('/join', { code })).links.worker;
}

/** What is wrong with a code, in words. */
export function faultOfCode(error: unknown): string {
  const isWrong = error instanceof Problem && (error.code === 'not_found' || error.code === 'invalid');
  return isWrong ? words.enter.fault : messageOf(error);
}
