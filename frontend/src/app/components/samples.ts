import type { TaskView } from '@/live/protocol.gen';

const MINUTE = 60_000;

/** So many minutes ago. */
export const AGO = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();

let number = 0;

/** A task of the component page. */
export function aTask(given: Partial<TaskView> = {}): TaskView {
  number += 1;
  return {
    id: `scan.${number}`,
    scan_id: 'scan',
    number,
    text: 'Sign at the east lift points the wrong way.\nIt says gates 1-9 to the left; they are to the right.',
    status: 'pending',
    version: 1,
    seq: number,
    author: { id: 'okafor', name: 'S. Okafor' },
    created_at: AGO(1),
    ...given,
  };
}
