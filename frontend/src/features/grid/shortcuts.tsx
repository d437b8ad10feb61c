import { Kbd } from '@/components/ui/Kbd';
import { keyFor, type Act } from './keys';
import { words } from './words';

type Shortcut = { title: string; 'aria-keyshortcuts': string };

/** What a button says of its key: on hover, and to assistive technology. */
export function shortcut(act: Act): Shortcut {
  const key = keyFor(act);
  return { title: words.withKey(words.does[act], key), 'aria-keyshortcuts': key };
}

/** The key of a button, drawn as a key. */
export function KeyOf({ act }: { act: Act }) {
  return <Kbd>{keyFor(act)}</Kbd>;
}
