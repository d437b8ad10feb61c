import type { ReactNode } from 'react';
import { cx } from '@/lib/cx';
import styles from './Toggle.module.css';

type TogglesProps = { /** Read aloud only. */ label: string; className?: string | undefined; children: ReactNode };

/** Toggles that belong together. */
export function Toggles({ label, className, children }: TogglesProps) {
  return (
    <fieldset className={cx(styles.toggles, className)}>
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

type ToggleProps = { isOn: boolean; className?: string | undefined; onPress: () => void; children: ReactNode };

/** A filter that is on or off. `--toggle-tone` is its colour, where that is another than the accent. */
export function Toggle({ isOn, className, onPress, children }: ToggleProps) {
  return (
    <button type="button" className={cx(styles.toggle, className)} aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
