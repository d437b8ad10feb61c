// Crockford's base 32: the server makes ids of it, so that they can be read aloud.
const ID = /^[0-9a-hjkmnp-tv-z]{26}$/;

/** Return the scan's id out of a pasted link, path or bare id; null when there is none in it. */
export function scanIdFrom(pasted: string): string | null {
  const text = pasted.trim().toLowerCase();
  const afterPath = /\/worker\/scan\/([^/?#\s]+)/.exec(text)?.[1];
  const id = afterPath ?? text;
  return ID.test(id) ? id : null;
}
