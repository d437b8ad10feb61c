import { cx } from '@/lib/cx';
import { words } from '@/lib/words';
import styles from './Logo.module.css';

type LogoProps = { size?: 'small' | 'large'; /** Only the picture; the name is still read aloud. */ bare?: boolean };

/** Streams coming in, one of them ticked off. */
export function Logo({ size = 'small', bare = false }: LogoProps) {
  const pixels = size === 'large' ? 36 : 22;
  return (
    <span className={cx(styles.logo, size === 'large' && styles.large)}>
      <svg
        className={styles.picture}
        width={pixels}
        height={pixels}
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="2.1"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
      >
        <path d="M2.5 6.5h12.5m-2.6-2.7L15.3 6.5l-2.9 2.7" />
        <path d="M2.5 12h17" opacity="0.62" />
        <path d="M2.5 17.5h6" />
        <path className={styles.done} d="m12.5 17.4 2.7 2.7 6.3-6.6" />
      </svg>
      <span className={bare ? 'sr-only' : undefined}>{words.product}</span>
    </span>
  );
}
