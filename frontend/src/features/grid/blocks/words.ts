import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { CountedAs } from '@/live/countedAs';
import { words as shared } from '../words';

/** What the console says of blocks: places that stand for several tasks. */
export const words = catalogue({
  name: (count: number, as: CountedAs, minutes: number) => `${shared.tasks(count)}, the oldest ${shared.waited(as, minutes)}`,
  count: shared.tasks,
  oldest: (as: CountedAs) => (as === 'leftOver' ? 'The oldest waited' : 'The oldest waits'),
  open: 'Look into it',
  hint: 'There are too many for a card each. What is in here can be decided once you look into it.',
  back: 'All that waits',
  part: (left: number, all: number) => `${formatNumber(left)} of ${formatNumber(all)}`,
  entered: (count: number) => `Looking into a block of ${shared.tasks(count)}. Escape leads back.`,
  left: 'All that waits is shown again.',
});
