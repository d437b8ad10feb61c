import { useEffect, useState } from 'react';
import { api } from '@/lib/api';
import type { SetupView } from '@/live/protocol.gen';

/**
 * Whether the first admin is still missing, and who may register. Undefined until the
 * server has answered, null when it did not: the pages then offer everything, and the
 * server says no to what does not apply.
 */
export function useSetup(): SetupView | null | undefined {
  const [setup, setSetup] = useState<SetupView | null>();
  useEffect(() => {
    const leaving = new AbortController();
    void api
      .get<SetupView>('/setup', { signal: leaving.signal, anonymous: true })
      .catch(() => null)
      .then((answer) => {
        if (!leaving.signal.aborted) setSetup(answer);
      });
    return () => leaving.abort();
  }, []);
  return setup;
}
