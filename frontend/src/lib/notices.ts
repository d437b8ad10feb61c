import { useSyncExternalStore } from 'react';
import { onSetting, writeSetting } from './setting';
import { readStored } from './stored';

// For this browser: a permission is the browser's, not the account's.
const KEY = 'taskstream.notices';

/** `denied`: the browser will not be asked again. `impossible`: it has no notifications here, as on plain HTTP. */
export type Noticing = 'on' | 'off' | 'denied' | 'impossible';

/** Say whether verdicts are told outside of the page. */
export function noticing(): Noticing {
  if (!('Notification' in window) || !window.isSecureContext) return 'impossible';
  if (Notification.permission === 'denied') return 'denied';
  return Notification.permission === 'granted' && readStored(KEY) !== null ? 'on' : 'off';
}

/** The same, as it is now in any tab. */
export const useNoticing = (): Noticing => useSyncExternalStore(onSetting, noticing);

/** Begin, by a press of the user: the browser may ask him. Returns what it came to. */
export async function beginNoticing(): Promise<Noticing> {
  if (noticing() !== 'off') return noticing();
  if (Notification.permission === 'default') await Notification.requestPermission();
  writeSetting(KEY, 'on');
  return noticing();
}

export function endNoticing(): void {
  writeSetting(KEY, null);
}

/** Show a notice where the user has his eyes now; the next one of the same scan takes its place. */
export async function giveNotice(title: string, body: string, path: string): Promise<void> {
  if (noticing() !== 'on') return;
  const options = { body, tag: path, data: path, icon: '/icon-192.png' };
  const registration = await navigator.serviceWorker.getRegistration();
  // A phone takes them from a service worker only.
  if (registration?.active) {
    await registration.showNotification(title, options);
    return;
  }
  new Notification(title, options).onclick = () => window.focus();
}
