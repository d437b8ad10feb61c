import { useEffect, useEffectEvent } from 'react';

const EVERY_MS = 5000;

/** Try something again by itself while it is needed: every few seconds, and as soon as the device has a network. */
export function useTryingAgain(attempt: () => void, isNeeded = true): void {
  const again = useEffectEvent(attempt);
  useEffect(() => {
    if (!isNeeded) return;
    const leaving = new AbortController();
    const timer = setInterval(() => again(), EVERY_MS);
    window.addEventListener('online', () => again(), { signal: leaving.signal });
    return () => {
      clearInterval(timer);
      leaving.abort();
    };
  }, [isNeeded]);
}
