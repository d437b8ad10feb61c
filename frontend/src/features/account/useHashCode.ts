import { useEffect, useState } from 'react';

/**
 * Return the code that came behind the address's #code=, else nothing. What stands behind # is
 * never sent to a server; it is taken out of the address at once, so that it stays neither in
 * the history nor in a picture of the screen.
 */
export function useHashCode(): string {
  const [code] = useState(() => new URLSearchParams(window.location.hash.slice(1)).get('code') ?? '');
  useEffect(() => {
    if (!window.location.hash.includes('code=')) return;
    const { pathname, search } = window.location;
    window.history.replaceState(window.history.state, '', pathname + search);
  }, []);
  return code;
}
