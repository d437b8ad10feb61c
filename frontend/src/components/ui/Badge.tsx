import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './Badge.module.css';

type BadgeProps = {
  tone?: 'accent' | 'ok' | 'no' | 'back' | 'wait' | 'warn' | 'neutral';
  children: ReactNode;
  className?: string | undefined;
};

/** A word or two about a thing's state. */
export function Badge({ tone = 'neutral', children, className }: BadgeProps) {
  return <span className={cx(styles.badge, tone !== 'neutral' && styles[tone], className)}>{children}</span>;
}
