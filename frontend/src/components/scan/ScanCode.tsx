import styles from './ScanCode.module.css';
import { words } from './words';

type ScanCodeProps = {
  code: string;
  /** Under which others reach the page where it is typed; null until that is known. */
  origin: string | null;
};

/** A scan's code, to be read off a wall: two groups of three, each character as wide as the next. */
export function ScanCode({ code, origin }: ScanCodeProps) {
  return (
    <div className={styles.frame}>
      <p className={styles.label}>{origin === null ? words.enter.code : words.enter.codeAt(new URL('/join', origin).href.replace(/^https?:\/\//, ''))}</p>
      <p className={styles.code} translate="no">
        <span>{code.slice(0, 3)}</span> <span>{code.slice(3)}</span>
      </p>
    </div>
  );
}
