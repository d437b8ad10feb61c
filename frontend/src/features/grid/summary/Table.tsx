import type { ReactNode } from 'react';
import styles from './SummaryPage.module.css';

/** A table of many columns. */
export function Table({ name, children }: { name: string; children: ReactNode }) {
  return (
    // It moves sideways where there is no room for all of it, and a keyboard has to come to it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={styles.box} role="group" aria-label={name} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </div>
  );
}
