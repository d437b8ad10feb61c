import { formatNumber } from '@/lib/format';
import { minutesOf, tasks } from '../words';

/** What the console says of blocks: places that stand for several tasks. */
export const words = {
  name: (count: number, minutes: number) => `${tasks(count)}, the oldest waiting ${minutesOf(minutes)}`,
  count: (count: number) => tasks(count),
  oldest: 'The oldest waits',
  open: 'Look into it',
  hint: 'There are too many for a card each. What is in here can be decided once you look into it.',
  back: 'All that waits',
  part: (left: number, all: number) => `${formatNumber(left)} of ${formatNumber(all)}`,
  entered: (count: number) => `Looking into a block of ${tasks(count)}. Escape leads back.`,
  left: 'All that waits is shown again.',
} as const;
