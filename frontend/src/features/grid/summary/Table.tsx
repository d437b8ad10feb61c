import type { ReactNode } from 'react';
import styles from './SummaryPage.module.css';

/** A table of many columns. */
export function Table({ name, children }: { name: string; children: ReactNode }) {
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it moves sideways where there is no room, and the keyboard must reach it
    <div className={styles.box} role="group" aria-label={name} tabIndex={0}>
      <table className={styles.table}>{children}</table>
    </div>
  );
}
