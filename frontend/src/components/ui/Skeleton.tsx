import type { CSSProperties } from 'react';
import styles from './Skeleton.module.css';

type SkeletonProps = { width?: string; height?: string };

/** The shape of something that is still on its way. Say so in words beside it, once. */
export function Skeleton({ width, height }: SkeletonProps) {
  // CSSProperties knows no custom properties; these two are read by the class.
  const size = { '--w': width, '--h': height } as CSSProperties;
  return <span className={styles.skeleton} style={size} aria-hidden="true" />;
}
