import { useContext } from 'react';
import { CharacterKeysContext } from '@/lib/characterKeys';
import styles from './Kbd.module.css';

/** A key, drawn as a key: nothing while it does nothing. For the eye only: the button carries `aria-keyshortcuts`. */
export function Kbd({ children }: { children: string | number }) {
  const on = useContext(CharacterKeysContext);
  if (!on && String(children).length === 1) return null;
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
