import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });
const ENDINGS: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
const round = (number: number): string => `round ${formatNumber(number)}`;

/** What is said of a task that was sent back, and corrected. */
export const words = catalogue({
  round,
  /** On a card, where it may have to be short. */
  mark: (number: number, short: boolean) => (short ? `${formatNumber(number)}${ENDINGS[ordinals.select(number)] ?? 'th'}` : round(number)),
  hint: 'Sent back before, and corrected by its author',
  sentBackBefore: 'Sent back by',
  changed: 'What was changed',
});
