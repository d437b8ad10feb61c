import { formatNumber } from '@/lib/format';
import type { TaskView } from '@/live/protocol.gen';

const minutesOf = (minutes: number): string => {
  if (minutes < 1) return 'less than a minute';
  return minutes === 1 ? '1 minute' : `${formatNumber(minutes)} minutes`;
};

/** What only the console says. */
export const words = {
  gridName: 'Waiting tasks',
  validate: 'Validate',
  refuse: 'Refuse',
  validateKey: 'Validate (V)',
  refuseKey: 'Refuse (R)',
  cardName: (task: TaskView, minutes: number, heading: string) =>
    task.status === 'pending'
      ? `Task ${task.number}, waiting ${minutesOf(minutes)}, ${heading}, by ${task.author.name}`
      : `Task ${task.number}, ${statusOf[task.status]}, ${heading}, by ${task.author.name}`,
} as const;

const statusOf = { pending: 'waiting', validated: 'validated', refused: 'refused', returned: 'sent back' };
