import { showToast } from '@/components/ui/toast';
import { serviceWorkerScript } from './trustedScript';
import { appWords } from './words';

const LOOK_AGAIN_MS = 60 * 60 * 1000;

/**
 * Keep this build's files in the browser, so that the pages load without a network, and say when
 * there is a newer build. Does nothing where the browser has no service workers, as on plain HTTP.
 */
export async function keepPages(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(serviceWorkerScript(), { updateViaCache: 'none' });
  } catch {
    // A private mode, a full disk, a lost network: the pages work without.
    return;
  }
  const registration = await navigator.serviceWorker.ready;
  if (registration.waiting) void heed(registration.waiting);
  watch(registration.installing);
  registration.addEventListener('updatefound', () => watch(registration.installing));
  const look = () => void registration.update().catch(() => undefined);
  setInterval(look, LOOK_AGAIN_MS);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') look();
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
  showToast({ text: appWords.newVersion, stays: true, action: { label: appWords.reload, run: reload } });
}

/** The script that the pages of this worker's build begin with. */
function entryOf(worker: ServiceWorker): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage('which', [port2]);
  });
}

function ownEntry(): string | null {
  const script = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
  return script && new URL(script.src).pathname;
}
