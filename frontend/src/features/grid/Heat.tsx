import { useTicking } from './deskContext';
import { heatStep, lateness } from './heat';
import styles from './Card.module.css';

type HeatProps = {
  since: string;
  targetSeconds: number;
  /** It fills the card from the start: only the colour tells. */
  filled: boolean;
};

/** The bar under a card: it fills, and changes its colour, until the scan's target time is over. */
export function Heat({ since, targetSeconds, filled }: HeatProps) {
  const share = useTicking((clock) => lateness(clock.since(since), targetSeconds));
  return (
    <span
      className={styles.heat}
      style={{
        transform: filled ? undefined : `scaleX(${share})`,
        backgroundColor: `var(--age-${heatStep(share)})`,
      }}
    />
  );
}
