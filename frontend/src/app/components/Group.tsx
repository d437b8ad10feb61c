import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './ComponentPage.module.css';

type GroupProps = { title: string; /** One below the other, as wide as there is room. */ stacked?: boolean; children: ReactNode };

/** Some of the parts, under what they have in common. */
export function Group({ title, stacked = false, children }: GroupProps) {
  return (
    <section className={styles.group}>
      <h2 className={styles.heading}>{title}</h2>
      <div className={cx(styles.parts, stacked && styles.stacked)}>{children}</div>
    </section>
  );
}
