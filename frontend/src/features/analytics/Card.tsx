import { useId, type ReactNode } from 'react';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { cx } from '@/lib/cx';
import styles from './Card.module.css';

type CardProps = {
  title: string;
  /** What can be done with what it shows. */
  tools: ReactNode;
  /** As wide as the page. */
  wide?: boolean;
  /** No higher than what it shows. */
  short?: boolean;
  children: ReactNode;
};

/** One thing that the page shows. */
export function Card({ title, tools, wide = false, short = false, children }: CardProps) {
  const id = useId();
  return (
    <GlassPanel as="section" className={cx(styles.card, wide && styles.wide, short && styles.short)} aria-labelledby={id}>
      <header className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        <div className={cx(styles.tools, 'on-screen')}>{tools}</div>
      </header>
      {children}
    </GlassPanel>
  );
}
