import type { UserView } from '@/live/protocol.gen';

/** Where somebody works: what the product opens with. */
export function homeOf({ role, guest_of }: UserView): string {
  if (guest_of !== undefined) return `/worker/scan/${guest_of}`;
  return role === 'ADMIN' ? '/admin' : '/worker';
}

/** The scan whose page for workers that is; undefined for any other page. */
export const scanOf = (path: string | null): string | undefined => /^\/worker\/scan\/([^/?#]+)/.exec(path ?? '')?.[1];

/** The sign-in page that returns to this address afterwards. */
export const loginPath = (returnTo: string): string => returningTo('/login', returnTo);

/** The page for making an account that returns to this address afterwards. */
export const registerPath = (returnTo: string): string => returningTo('/register', returnTo);

const returningTo = (page: string, address: string) => (address === '/' ? page : `${page}?next=${encodeURIComponent(address)}`);

/** Where to go after signing in, or null. Only ever to a path of our own. */
export function returnPath(search: URLSearchParams): string | null {
  const next = search.get('next');
  if (!next?.startsWith('/')) return null;
  // "//host" and "/\host" lead elsewhere: let the browser's own parser say.
  const url = new URL(next, window.location.origin);
  // It takes dots out, too, and "/.//host" becomes "//host".
  const ours = url.origin === window.location.origin && !url.pathname.startsWith('//');
  return ours ? url.pathname + url.search + url.hash : null;
}
