import { cx } from '@/lib/cx';
import { MARKS, type Mark } from './marks';
import styles from './StatusMark.module.css';

const pen = { fill: 'none', strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

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
  const { body, lines, dashed, width } = MARKS[mark];
  return (
    <svg
      viewBox="0 0 16 16"
      className={cx(styles.mark, styles[mark], hollow && styles.hollow, className)}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {body && <path className={styles.body} d={body} fill="currentColor" strokeLinejoin="round" />}
      {dashed && <path d={dashed} stroke="currentColor" strokeWidth={width} strokeDasharray="2.4 2.45" {...pen} />}
      <path className={body ? styles.cut : undefined} d={lines} stroke="currentColor" strokeWidth={width} {...pen} />
    </svg>
  );
}
