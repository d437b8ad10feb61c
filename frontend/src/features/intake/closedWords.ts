import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

const plural = new Intl.PluralRules('en');
const tasks = (count: number) => `${formatNumber(count)} ${plural.select(count) === 'one' ? 'suggestion' : 'suggestions'}`;

/** What a closed scan says in the composer's place. */
export const closedWords = catalogue({
  title: 'This scan is closed',
  none: 'You sent nothing that arrived.',
  sum: (parts: readonly string[]) => `Of your suggestions: ${parts.join(', ')}.`,
  undecided: (count: number) => `${formatNumber(count)} not decided`,
  returned: 'What was sent back can be corrected if the scan opens again.',
  unsent: (count: number) => `${tasks(count)} not sent: kept on this device, and sent if the scan opens again.`,
  draft: 'You had typed this, and it was not sent:',
});
