import type { TaskStatus } from '@/live/protocol.gen';

/** The order in which a worker's sums are told. */
export const STATUSES: readonly TaskStatus[] = ['pending', 'validated', 'refused', 'returned'];
