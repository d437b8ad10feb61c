/** Where the server says that it is reached. */
type Share = { readonly public_url?: string; readonly network: readonly string[] };

/** Who gets to a page with a link: anybody, who is on this computer's network, or nobody but this computer. */
export type Reach = 'anybody' | 'network' | 'here';

/** How others come in: the origin of the pages as they reach it, and the link below it. */
export type WayIn = { readonly origin: string; readonly link: string; readonly reach: Reach };

/** Return how others come in, for a page that was itself opened under `here`. */
export function wayIn(path: string, here: string, share: Share | undefined): WayIn {
  const at = (origin: string, reach: Reach): WayIn => ({ origin, link: new URL(path, origin).href, reach });
  if (share?.public_url) return at(share.public_url, 'anybody');
  if (!leadsNowhere(here)) return at(here, 'anybody');
  const [own] = share?.network ?? [];
  return own === undefined ? at(here, 'here') : at(own, 'network');
}

/** Return whether an address means this very computer, on whichever computer it is opened. */
export function leadsNowhere(origin: string): boolean {
  const { hostname } = new URL(origin);
  return /^(localhost|.+\.localhost|127\..+|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}
