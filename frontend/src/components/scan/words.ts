import { formatNumber } from '@/lib/format';

export const words = {
  name: 'Name',
  namePlaceholder: 'Gate sweep 14:00',
  nameNeeded: 'Give the scan a name.',
  instructions: 'Instructions for the workers',
  instructionsHint: 'Shown above their composer: what to look for, and how to write it down.',
  target: 'Target time, in seconds',
  targetHint: 'How long a task should wait at most. The bars in the grid fill up towards it.',
  targetRange: (least: number, most: number) =>
    `A whole number of seconds from ${formatNumber(least)} to ${formatNumber(most)}.`,
  tooLong: (most: number) => `At most ${formatNumber(most)} characters.`,
} as const;
