import { fetchPlace } from '@/components/ui/usePlace';
import { lookForNewBuild, onNewBuild, ownEntry } from '@/lib/newBuild';
import { offer } from './newVersion';
import { serviceWorkerScript } from './trustedScript';

const LOOK_AGAIN_MS = 60 * 60 * 1000;

/**
 * Keep this build's files in the browser, so that the pages load without a network, and say when
 * there is a newer build. Where the browser has no service workers, as on plain HTTP, it is only said.
 */
export async function keepPages(): Promise<void> {
  onNewBuild(() => offer(() => window.location.reload()));
  const registration = await keeper();
  if (registration === null) {
    // With a newer build its file is gone, and then there is something to be shown.
    fetchPlace();
    lookAgain(lookForNewBuild);
    return;
  }
  if (registration.waiting) void heed(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  lookAgain(() => registration.update().catch(() => undefined));
}

/** What keeps the pages, or null where nothing can: a private mode, a full disk, a lost network. */
async function keeper(): Promise<ServiceWorkerRegistration | null> {
  if (!('serviceWorker' in navigator)) return null;
  try {
    await navigator.serviceWorker.register(serviceWorkerScript(), { updateViaCache: 'none' });
  } catch {
    return null;
  }
  return navigator.serviceWorker.ready;
}

/** Look whether there is a newer build: by the hour, and when somebody comes back to the page. */
function lookAgain(look: () => Promise<unknown>): void {
  setInterval(() => void look(), LOOK_AGAIN_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void look();
  });
}

function watch(next: ServiceWorker | null): void {
  next?.addEventListener('statechange', () => {
    if (next.state === 'installed') void heed(next);
  });
}

/** Let a newer worker take over: at once where this page is of its build, else when the user loads it anew. */
async function heed(worker: ServiceWorker): Promise<void> {
  if ((await entryOf(worker)) === ownEntry()) {
    worker.postMessage('take over');
    return;
  }
  const reload = () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => window.location.reload());
    worker.postMessage('take over');
  };
  offer(reload);
}

/** The script that the pages of this worker's build begin with. */
function entryOf(worker: ServiceWorker): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage('which', [port2]);
  });
}
