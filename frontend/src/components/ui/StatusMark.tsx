import { cx } from '@/lib/cx';
import styles from './StatusMark.module.css';

export type Mark = 'pending' | 'validated' | 'refused' | 'returned' | 'unsent' | 'warning';

const stroke = {
  fill: 'none',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;

/** Each state has a shape of its own, so that colour is never the only sign. */
const SHAPES: Record<Mark, React.ReactNode> = {
  pending: (
    <>
      <circle cx="8" cy="8" r="6.2" stroke="currentColor" {...stroke} />
      <path d="M8 4.6V8l2.3 1.5" stroke="currentColor" {...stroke} />
    </>
  ),
  validated: (
    <>
      <rect className={styles.body} x="1.5" y="1.5" width="13" height="13" rx="3.6" fill="currentColor" />
      <path className={styles.cut} d="m4.8 8.3 2.2 2.2 4.2-4.7" {...stroke} strokeWidth={1.9} />
    </>
  ),
  refused: (
    <>
      <path className={styles.body} d="M5 1.3h6L15 8l-4 6.7H5L1 8z" fill="currentColor" strokeLinejoin="round" />
      <path className={styles.cut} d="m5.9 5.9 4.2 4.2m0-4.2-4.2 4.2" {...stroke} strokeWidth={1.9} />
    </>
  ),
  returned: (
    <>
      <path
        className={styles.body}
        d="M6.4 2h6.4A1.9 1.9 0 0 1 14.7 3.9v8.2a1.9 1.9 0 0 1-1.9 1.9H6.4a1.9 1.9 0 0 1-1.5-.7L1.2 8.9a1.4 1.4 0 0 1 0-1.8l3.7-4.4A1.9 1.9 0 0 1 6.4 2z"
        fill="currentColor"
      />
      <path className={styles.cut} d="M11.6 10.9V9.3a1.7 1.7 0 0 0-1.7-1.7H5.4m2-2.1L5.3 7.6l2.1 2.1" {...stroke} />
    </>
  ),
  unsent: (
    <>
      <circle cx="8" cy="8" r="6.2" stroke="currentColor" {...stroke} strokeDasharray="2.4 2.45" />
      <path d="M8 10.8V5.4M5.8 7.4 8 5.2l2.2 2.2" stroke="currentColor" {...stroke} />
    </>
  ),
  warning: (
    <>
      <path
        className={styles.body}
        d="M8.9 2.1 15 12.7a1 1 0 0 1-.9 1.5H1.9a1 1 0 0 1-.9-1.5L7.1 2.1a1 1 0 0 1 1.8 0z"
        fill="currentColor"
      />
      <path className={styles.cut} d="M8 6v3.2m0 2.3v.1" {...stroke} strokeWidth={1.9} />
    </>
  ),
};

type StatusMarkProps = {
  mark: Mark;
  /** Read aloud; leave it out where the words stand beside the mark. */
  label?: string;
  /** Asked for, not yet confirmed by the server. */
  hollow?: boolean;
  className?: string | undefined;
};

/** The state of a task as colour and shape. As large as the font size of its class (16 px). */
export function StatusMark({ mark, label, hollow = false, className }: StatusMarkProps) {
  return (
    <svg
      viewBox="0 0 16 16"
      className={cx(styles.mark, styles[mark], hollow && styles.hollow, className)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {SHAPES[mark]}
    </svg>
  );
}
