import { setEffects, useEffects, type Effects } from '@/lib/theme';
import styles from './EffectsChoice.module.css';
import { accountWords } from './words';

const { effects: words } = accountWords;
const CHOICES: readonly Effects[] = ['full', 'calm', 'solid'];

/** How much shines and moves. */
export function EffectsChoice() {
  const effects = useEffects();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{words.label}</legend>
      {CHOICES.map((choice) => (
        <label key={choice} className={styles.choice}>
          <input
            type="radio"
            name="effects"
            className={styles.radio}
            checked={effects === choice}
            aria-describedby={`effects-${choice}`}
            onChange={() => setEffects(choice)}
          />
          <span className={styles.name}>{words[choice]}</span>
          <span id={`effects-${choice}`} className={styles.hint}>
            {words.hints[choice]}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
