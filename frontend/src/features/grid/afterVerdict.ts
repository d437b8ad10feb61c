import type { TaskStatus, VerdictAction } from '@/live/protocol.gen';

/** The status that a verdict gives, once it is taken. */
export const STATUS_AFTER: Readonly<Record<VerdictAction, TaskStatus>> = {
  validate: 'validated',
  refuse: 'refused',
  return: 'returned',
  reopen: 'pending',
};
