import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { TaskStatus } from '@/live/protocol.gen';
import type { LikeMark } from './likeness';

export const decidedBefore: Readonly<Record<TaskStatus, string>> = {
  validated: 'validated before',
  refused: 'refused before',
  returned: 'sent back before',
  pending: 'known',
};

/** What a card says of others like it. */
export const words = catalogue({
  /** On a card, where it may have to be short. */
  mark: ({ count, decided }: LikeMark, short: boolean) => {
    if (count > 1) return short ? `×${formatNumber(count)}` : `${formatNumber(count)} alike`;
    return short ? 'known' : decidedBefore[decided ?? 'pending'];
  },
  hint: ({ count, decided }: LikeMark) =>
    [count > 1 && `${formatNumber(count)} that wait say the same`, decided && `one like it was ${decidedBefore[decided]}`].filter(Boolean).join('; '),
});
