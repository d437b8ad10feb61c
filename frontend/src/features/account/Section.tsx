import { useId, type ReactNode } from 'react';
import { GlassPanel } from '@/components/ui/GlassPanel';
import styles from './Section.module.css';

type SectionProps = {
  title: string;
  hint?: string;
  /** At the end of the title's line. */
  aside?: ReactNode;
  /** What came of what was done here: announced when it appears. */
  said?: string;
  children: ReactNode;
};

/** One thing that can be set about the account. */
export function Section({ title, hint, aside, said, children }: SectionProps) {
  const heading = useId();
  return (
    <GlassPanel as="section" className={styles.section} aria-labelledby={heading}>
      <header className={styles.head}>
        <h2 className={styles.title} id={heading}>
          {title}
        </h2>
        {aside}
        {hint && <p className={styles.hint}>{hint}</p>}
      </header>
      <div>
        <div className={styles.body}>{children}</div>
        {said !== undefined && (
          <p className={styles.said} role="status">
            {said}
          </p>
        )}
      </div>
    </GlassPanel>
  );
}
