import styles from './ScanCode.module.css';
import { words } from './words';

/** A scan's code, to be read off a wall: two groups of three, each character as wide as the next. */
export function ScanCode({ code }: { code: string }) {
  return (
    <div className={styles.frame}>
      <p className={styles.label}>{words.enter.codeAt(new URL('/join', location.origin).href.replace(/^https?:\/\//, ''))}</p>
      <p className={styles.code} translate="no">
        <span>{code.slice(0, 3)}</span> <span>{code.slice(3)}</span>
      </p>
    </div>
  );
}
