import type { ReactNode } from 'react';
import styles from './Kbd.module.css';

/** A key, drawn as a key. For the eye only: the button carries `aria-keyshortcuts`. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className={styles.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
