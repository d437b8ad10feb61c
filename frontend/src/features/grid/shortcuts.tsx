import { Kbd } from '@/components/ui/Kbd';
import { keysFor, type Act } from './keys';
import { words } from './words';

type Shortcut = { title: string; 'aria-keyshortcuts': string };

/** As `aria-keyshortcuts` names what a keyboard calls otherwise. */
const SPOKEN: Readonly<Record<string, string>> = { Ctrl: 'Control', '⌘': 'Meta', Esc: 'Escape' };

/** What a button says of its key: on hover, and to assistive technology. */
export function shortcut(act: Act): Shortcut {
  const keys = keysFor(act);
  return {
    title: words.withKey(words.does[act], keys.join(' ')),
    'aria-keyshortcuts': keys.map((key) => SPOKEN[key] ?? key).join('+'),
  };
}

/** The key of a button, drawn as a key. */
export function KeyOf({ act }: { act: Act }) {
  return keysFor(act).map((key) => <Kbd key={key}>{key}</Kbd>);
}
