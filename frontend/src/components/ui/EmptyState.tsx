import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './EmptyState.module.css';

type EmptyStateProps = {
  picture?: ReactNode;
  title: string;
  /** Heading level: 2 inside a page, 1 where it is the page. */
  level?: 1 | 2;
  children?: ReactNode;
  actions?: ReactNode;
};

/** What stands where nothing is yet: why, and what to do about it. */
export function EmptyState({ picture, title, level = 2, children, actions }: EmptyStateProps) {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles.empty}>
      {picture && <div className={cx('glass', styles.picture)}>{picture}</div>}
      <Heading className={styles.title}>{title}</Heading>
      {children}
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
