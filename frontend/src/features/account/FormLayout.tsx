import type { ReactNode, SyntheticEvent } from 'react';
import styles from './FormLayout.module.css';

type FormLayoutProps = { onSubmit: (event: SyntheticEvent) => void; children: ReactNode };

/** A form that we check and send ourselves. */
export function FormLayout({ onSubmit, children }: FormLayoutProps) {
  return (
    <form className={styles.form} onSubmit={onSubmit}>
      {children}
    </form>
  );
}
