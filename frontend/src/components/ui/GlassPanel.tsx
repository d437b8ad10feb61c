import type { HTMLAttributes, Ref } from 'react';
import { cx } from '@/lib/cx';
import styles from './GlassPanel.module.css';

type GlassPanelProps = HTMLAttributes<HTMLElement> & {
  as?: 'div' | 'section' | 'header' | 'aside' | 'footer' | 'main' | 'article';
  ref?: Ref<HTMLElement>;
};

/** A panel of baked glass: translucent over the page's own glow, at no cost in frames. */
export function GlassPanel({ as: Tag = 'div', className, ref, ...rest }: GlassPanelProps) {
  // One ref type serves all the tags: none adds anything to HTMLElement that a caller needs.
  return <Tag ref={ref as Ref<never>} className={cx('glass', styles.panel, className)} {...rest} />;
}
