import { useContext } from 'react';
import { Kbd } from '@/components/ui/Kbd';
import { CharacterKeysContext } from '@/lib/characterKeys';
import { keysFor, type Act } from './keys';
import { words } from './words';

type Shortcut = { title: string; 'aria-keyshortcuts'?: string };

/** As `aria-keyshortcuts` names what a keyboard calls otherwise. */
const SPOKEN: Readonly<Record<string, string>> = { Ctrl: 'Control', '⌘': 'Meta', Esc: 'Escape' };

/** What a button says of its key: on hover, and to assistive technology. Where keys are off, only what it does. */
export function useShortcut(): (act: Act) => Shortcut {
  const on = useContext(CharacterKeysContext);
  return (act) => {
    const keys = keysFor(act);
    const [key = ''] = keys;
    if (!on && keys.length === 1 && key.length === 1) return { title: words.does[act] };
    return {
      title: words.withKey(words.does[act], keys.join(' ')),
      'aria-keyshortcuts': keys.map((one) => SPOKEN[one] ?? one).join('+'),
    };
  };
}

/** The key of a button, drawn as a key. */
export function KeyOf({ act }: { act: Act }) {
  return <Kbd>{keysFor(act).join(' ')}</Kbd>;
}
