import { setTheme, useTheme, type ThemeWish } from '@/lib/theme';
import { words } from '@/lib/words';
import styles from './ThemeChoice.module.css';

type Look = { page: string; card: string; line: string; accent: string };

// The two themes as they are, whichever one the page is in.
const DARK: Look = { page: '#0A111D', card: '#172438', line: '#8FA2C0', accent: '#5CC8FF' };
const LIGHT: Look = { page: '#EEF3FA', card: '#FFFFFF', line: '#52647F', accent: '#0067A8' };
const CHOICES: readonly { wish: ThemeWish; start: Look; end: Look }[] = [
  { wish: 'system', start: DARK, end: LIGHT },
  { wish: 'dark', start: DARK, end: DARK },
  { wish: 'light', start: LIGHT, end: LIGHT },
];

/** The theme, chosen by its picture. */
export function ThemeChoice() {
  const theme = useTheme();
  return (
    <fieldset className={styles.choices}>
      <legend className="sr-only">{words.theme.label}</legend>
      {CHOICES.map(({ wish, start, end }) => (
        <label key={wish} className={styles.choice}>
          <input type="radio" name="theme" checked={theme === wish} onChange={() => setTheme(wish)} />
          <svg className={styles.picture} viewBox="0 0 96 60" aria-hidden="true">
            <HalfScreen look={start} x={0} />
            <HalfScreen look={end} x={48} />
            <rect x="0.5" y="0.5" width="95" height="59" rx="6" fill="none" stroke="currentColor" opacity="0.35" />
          </svg>
          {words.theme[wish]}
        </label>
      ))}
    </fieldset>
  );
}

function HalfScreen({ look, x }: { look: Look; x: number }) {
  return (
    <g>
      <path d={x === 0 ? 'M6 0h42v60H6a6 6 0 0 1-6-6V6a6 6 0 0 1 6-6z' : 'M48 0h42a6 6 0 0 1 6 6v48a6 6 0 0 1-6 6H48z'} fill={look.page} />
      <rect x={x + 8} y="9" width="32" height="12" rx="2.5" fill={look.card} />
      <rect x={x + 11} y="13.5" width="15" height="2.5" rx="1.2" fill={look.line} />
      <rect x={x + 8} y="25" width="32" height="12" rx="2.5" fill={look.card} />
      <rect x={x + 11} y="29.5" width="20" height="2.5" rx="1.2" fill={look.line} />
      <rect x={x + 8} y="43" width="18" height="8" rx="2.5" fill={look.accent} />
    </g>
  );
}
