import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { TaskStatus } from '@/live/protocol.gen';
import type { Level } from './fit';
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
  mark: ({ count, decided }: LikeMark, level: Level) => {
    const before = decidedBefore[decided ?? 'pending'];
    if (level === 'compact') return [count > 1 && `×${formatNumber(count)}`, decided && 'known'].filter(Boolean).join(' ');
    if (count < 2) return before;
    if (decided === null) return `${formatNumber(count)} alike`;
    return level === 'large' ? `${formatNumber(count)} alike, ${before}` : `×${formatNumber(count)}, ${before}`;
  },
  hint: ({ count, decided }: LikeMark) =>
    [count > 1 && `${formatNumber(count)} that wait say the same`, decided && `one like it was ${decidedBefore[decided]}`].filter(Boolean).join('; '),
});
