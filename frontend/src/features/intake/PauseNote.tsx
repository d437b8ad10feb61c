import { GlassPanel } from '@/components/ui/GlassPanel';
import { cx } from '@/lib/cx';
import styles from './ClosedNote.module.css';
import { intakeWords } from './words';

/** Above the composer while the scan is paused: what its moderators say about it. */
export function PauseNote({ message }: { message: string }) {
  return (
    <GlassPanel as="section" className={styles.note}>
      <h2 className={styles.title}>{intakeWords.paused}</h2>
      <p className={cx('typed', styles.message)} dir="auto">
        {message}
      </p>
    </GlassPanel>
  );
}
