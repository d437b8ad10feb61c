import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { TaskStatus } from '@/live/protocol.gen';
import { decidedBefore } from './likeWords';

/** What the panel says of others that say the same. */
export const words = catalogue({
  name: 'Others that say the same',
  others: (count: number) => (count === 1 ? '1 other that waits says the same' : `${formatNumber(count)} others that wait say the same`),
  select: (count: number) => `Select all ${formatNumber(count)}`,
  selectFirst: (shown: number) => `Select these ${formatNumber(shown)}`,
  shown: (shown: number, count: number) => `The first ${formatNumber(shown)} of ${formatNumber(count)} are shown.`,
  sameWords: 'Word for word the same.',
  lookAt: (number: number) => `Look at task ${formatNumber(number)}`,
  decided: (status: TaskStatus) => `One like it was ${decidedBefore[status]}`,
});
