import { useEffect } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

const codeIn = (hash: string) => new URLSearchParams(hash.slice(1)).get('code');

/**
 * Hand over the code that comes behind the address's #code=, now or later. What stands
 * behind # is never sent to a server; it is taken out of the address at once, so that it
 * stays neither in the history nor in a picture of the screen.
 */
export function useHashCode(onCode: (code: string) => void): void {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  useEffect(() => {
    const code = codeIn(hash);
    if (code === null) return;
    onCode(code);
    void navigate({ pathname, search }, { replace: true });
  }, [hash, pathname, search, navigate, onCode]);
}
