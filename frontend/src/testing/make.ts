import type { Head, Joined, ScanView, TaskView } from '@/live/protocol.gen';
import { NO_SUMS, resum } from '@/live/sums';

/** A task as the server would send it. */
export function aTask(given: Partial<TaskView> = {}): TaskView {
  return {
    id: 'scan1.task1',
    scan_id: 'scan1',
    number: 1,
    text: 'Verify badge at gate 4',
    status: 'pending',
    version: 1,
    seq: 1,
    author: { id: 'worker1', name: 'S. Okafor' },
    created_at: '2026-01-02T03:04:05Z',
    ...given,
  };
}

/** A scan as the server would send it to a worker. */
export function aScan(given: Partial<ScanView> = {}): ScanView {
  return {
    id: 'scan1',
    name: 'Gate sweep 14:00',
    instructions: '',
    instructions_html: '',
    status: 'open',
    target_seconds: 180,
    refusal_reasons: [],
    reasons_version: 1,
    grace_seconds: 0,
    guests: false,
    stacking: true,
    version: 1,
    created_at: '2026-01-02T03:00:00Z',
    owner: { id: 'admin1', name: 'ada' },
    links: { worker: '/worker/scan/scan1' },
    can: ['see', 'submit'],
    ...given,
  };
}

/** Where an audience stands that has these tasks. */
export function aHead(tasks: readonly TaskView[], given: Partial<Head> = {}): Head {
  const sums = tasks.reduce((sum, task) => resum(sum, undefined, task), NO_SUMS);
  return { seq: 10, changes: 10, ...sums, scan_version: 1, now: '2026-01-02T03:04:05Z', ...given };
}

/** An answer to join_scan: a whole snapshot unless said otherwise. */
export function aPage(given: Partial<Joined> = {}): Joined {
  return {
    ok: true,
    role: 'worker',
    epoch: 'e1',
    seq: 10,
    snapshot: true,
    tasks: [],
    more: false,
    scan: aScan(),
    head: aHead(given.tasks ?? []),
    ...given,
  };
}
