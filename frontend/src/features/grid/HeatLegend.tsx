import { useSyncExternalStore } from 'react';
import { formatAge } from '@/lib/format';
import { useGrid } from './deskContext';
import { HEAT_STEPS } from './heat';
import { typography } from './typography';
import { words } from './words';
import styles from './HeatLegend.module.css';

/** What the colours mean, where a card is nothing but its colour. */
export function HeatLegend({ targetSeconds }: { targetSeconds: number }) {
  const grid = useGrid();
  const isBare = useSyncExternalStore(grid.onLayout, () => grid.layout.fit !== null && typography(grid.layout.fit).bare);
  if (!isBare) return null;
  return (
    <p className={styles.legend}>
      <span>{words.heat.fresh}</span>
      <span className={styles.ramp} aria-hidden="true">
        {Array.from({ length: HEAT_STEPS }, (_, step) => (
          <i key={step} data-late={step >= HEAT_STEPS / 2 ? '' : undefined} style={{ backgroundColor: `var(--age-${step})` }} />
        ))}
      </span>
      <span>{words.heat.target(formatAge(targetSeconds * 1000))}</span>
    </p>
  );
}
