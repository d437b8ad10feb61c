import { lazy, type ComponentType, type LazyExoticComponent } from 'react';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** At the latest, on a page that is never idle. */
const SOON_MS = 5000;

/** A component whose code is fetched when it is drawn, or before. */
export type LazyPart<P> = LazyExoticComponent<ComponentType<P>> & { readonly fetch: () => void };

/**
 * A part of a page that may come after the rest. Unlike a page's own code it is asked for
 * until it is there: what stands in its place meanwhile stays, and the page goes on working.
 */
export function lazyPart<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyPart<P> {
  // Fetched in vain it is asked for again when it is drawn.
  const fetch = () => void load().catch(() => undefined);
  return Object.assign(lazy(() => persistently(load)), { fetch });
}

/** Fetch these parts once the page has nothing better to do, so that a key brings them up at once. Returns how to give that up. */
export function fetchWhenIdle(parts: readonly Pick<LazyPart<never>, 'fetch'>[]): () => void {
  const fetchAll = () => parts.forEach(({ fetch }) => fetch());
  // Safari cannot say when it is idle.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(fetchAll, SOON_MS);
    return () => clearTimeout(timer);
  }
  const idle = requestIdleCallback(fetchAll, { timeout: SOON_MS });
  return () => cancelIdleCallback(idle);
}

async function persistently<T>(load: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
