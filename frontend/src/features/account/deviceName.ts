import type { DeviceView } from '@/live/protocol.gen';
import { accountWords } from './words';

const { devices: words } = accountWords;
const HELD_IN_HAND: ReadonlySet<string> = new Set(['iPhone', 'iPad', 'Android']);

type Known = Pick<DeviceView, 'browser' | 'system'>;

/** What a device is called: "Firefox on Linux". */
export function deviceName({ browser, system }: Known): string {
  if (browser === undefined) return system === undefined ? words.unknown : words.onlySystem(system);
  return system === undefined ? browser : words.both(browser, system);
}

/** `program`: it says its name and not what it runs on, as browsers do. */
export function kindOf({ browser, system }: Known): 'phone' | 'computer' | 'program' {
  if (system === undefined) return browser === undefined ? 'computer' : 'program';
  return HELD_IN_HAND.has(system) ? 'phone' : 'computer';
}
