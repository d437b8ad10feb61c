import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { hasNewBuild, tellOfNewBuild } from './newBuild';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
/** At the latest, on a page that is never idle. */
const SOON_MS = 5000;

/** A component whose code is fetched when it is drawn, or before. */
export type LazyPart<P> = LazyExoticComponent<ComponentType<P>> & { readonly fetch: () => void };

/**
 * A part of a page that may come after the rest. Unlike a page's own code it is asked for
 * until it is there: what stands in its place meanwhile stays, and the page goes on working. Where it
 * is not to be had any more, since there is a newer build, that is told.
 */
export function lazyPart<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyPart<P> {
  // Fetched in vain it is asked for again when it is drawn.
  const fetch = () => void load().catch(() => undefined);
  return Object.assign(lazy(() => persistently(load, tellOfNewBuild)), { fetch });
}

/** The same for what takes the place of the whole page: without it there is nothing to go on with, so it fails once there is a newer build. */
export function lazyInstead<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyExoticComponent<ComponentType<P>> {
  return lazy(() =>
    persistently(load, (error) => {
      throw error;
    }),
  );
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

async function persistently<T>(load: () => Promise<T>, onNewBuild: (error: unknown) => void): Promise<T> {
  let isTold = false;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await load();
    } catch (error) {
      if (!isTold && (await hasNewBuild())) {
        isTold = true;
        onNewBuild(error);
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
