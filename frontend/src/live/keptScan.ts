import { forget, keep, readKept } from '@/lib/database';
import type { ScanRole, ScanView, TaskView } from './protocol.gen';
import type { Position, ScanState } from './scanState';

/** What a worker last saw of a scan: for a page that is loaded where the server cannot be reached. */
export type KeptScan = {
  readonly scan: ScanView;
  readonly role: ScanRole;
  readonly tasks: readonly TaskView[];
  readonly position: Position;
};

/** Keep what this worker sees. A moderator's view is full of what others wrote, and is not kept. */
export async function keepScan(userId: string, { scan, role, tasks, position }: ScanState): Promise<void> {
  if (scan === null || role !== 'worker' || position === null) return;
  await keep('scans', { userId, scanId: scan.id, scan, role, tasks: [...tasks.values()], position });
}

export async function keptScan(userId: string, scanId: string): Promise<KeptScan | null> {
  // Only `keepScan` writes there, and the database's version goes with the shape.
  const [kept] = ((await readKept('scans', [userId, scanId])) ?? []) as KeptScan[];
  return kept ?? null;
}

/** The scans that this browser can show this worker without the server. */
export async function keptScans(userId: string): Promise<readonly ScanView[]> {
  const kept = ((await readKept('scans', [userId])) ?? []) as KeptScan[];
  return kept.map(({ scan }) => scan);
}

/** Forget one scan of one user. */
export const forgetScan = (userId: string, scanId: string): Promise<boolean> => forget('scans', [userId, scanId]);

/** Forget every scan of everybody. */
export const forgetScans = (): Promise<boolean> => forget('scans', []);
