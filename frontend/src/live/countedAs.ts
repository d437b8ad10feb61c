import type { ScanStatus, TaskStatus } from './protocol.gen';

export type CountedAs = TaskStatus | 'leftOver';

/** As what a task is counted: what waited when its scan was closed waits for nothing. */
export const countedAs = (status: TaskStatus, scan: ScanStatus | undefined): CountedAs =>
  status === 'pending' && scan === 'closed' ? 'leftOver' : status;
