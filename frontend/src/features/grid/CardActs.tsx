import { Check, X } from 'lucide-react';
import { cx } from '@/lib/cx';
import { words as shared } from '@/lib/words';
import { useShortcut } from './shortcuts';
import styles from './CardActs.module.css';

type CardActsProps = {
  iconOnly: boolean;
  roomy: boolean;
  /** Green is filled on the card that has the focus or the pointer, and nowhere else. */
  filled: boolean;
  disabled: boolean;
};

/**
 * The two verdicts on a card. They say only what they mean (`data-act`): the grid takes the press,
 * so that one which began before the cards moved still acts on the card it began on.
 */
export function CardActs({ iconOnly, roomy, filled, disabled }: CardActsProps) {
  const shortcut = useShortcut();
  return (
    <div className={cx(styles.acts, iconOnly && styles.icons, roomy && styles.roomy)}>
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.act, styles.refuse)}
        data-act="refuse"
        disabled={disabled}
        title={shortcut('refuse').title}
        aria-label={shared.action.refuse}
      >
        {iconOnly ? <X size={16} strokeWidth={2.5} aria-hidden /> : shared.action.refuse}
      </button>
      <button
        type="button"
        tabIndex={-1}
        className={cx(styles.act, styles.validate, filled && styles.filled)}
        data-act="validate"
        disabled={disabled}
        title={shortcut('validate').title}
        aria-label={shared.action.validate}
      >
        {iconOnly ? <Check size={16} strokeWidth={2.5} aria-hidden /> : shared.action.validate}
      </button>
    </div>
  );
}
