import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { LiveStatus, Seat } from './connection';
import { useLive } from './LiveContext';
import type { TaskView } from './protocol.gen';
import type { JoinPhase, ScanLive } from './scanLive';
import type { ScanState } from './scanState';

/** Join a scan for as long as the component is there. The object stays the same; read it with the hooks below. */
export function useScanLive(scanId: string, at?: Seat): ScanLive {
  const { scans } = useLive();
  const live = scans.get(scanId);
  useEffect(() => live.hold(at), [live, at]);
  return live;
}

/** Read a part of a scan's state; draws again only when that part changes (by `Object.is`). */
export function useScanState<T>(live: ScanLive, select: (state: ScanState) => T): T {
  return useSyncExternalStore(live.subscribe, () => select(live.state()));
}

export function useJoinPhase(live: ScanLive): JoinPhase {
  return useSyncExternalStore(live.subscribe, live.phase);
}

/** Whether what is shown is current and calls are answered: not so while a cut is being mended. */
export function useInStep(live: ScanLive): boolean {
  return useSyncExternalStore(live.subscribe, live.inStep);
}

export function useTask(live: ScanLive, id: string | null): TaskView | null {
  return useScanState(live, ({ tasks }) => (id === null ? null : (tasks.get(id) ?? null)));
}

/**
 * The tasks that match, in order. Sorts again only when some task of the scan changed;
 * keep `matches` and `compare` outside the component.
 */
export function useTasks(
  live: ScanLive,
  matches: (task: TaskView) => boolean,
  compare: (a: TaskView, b: TaskView) => number,
): readonly TaskView[] {
  const tasks = useScanState(live, (state) => state.tasks);
  return useMemo(() => Array.from(tasks.values()).filter(matches).sort(compare), [tasks, matches, compare]);
}

export type ConnectionView = { status: LiveStatus; rtt: number | null };

/** How the connection stands, with the way to the server and back. */
export function useConnection(): ConnectionView {
  const { connection } = useLive();
  const status = useSyncExternalStore(connection.onStatus, () => connection.status);
  const rtt = useSyncExternalStore(connection.onStatus, () => connection.rtt);
  return { status, rtt };
}

/** How a scan's page stands. `stale`: connected, but what is shown may be old. */
export type PageStatus = LiveStatus | 'stale';

/** How a scan's page stands: connected is not yet joined, and joined is not yet up to date. */
export function useStanding(live: ScanLive): PageStatus {
  const { status } = useConnection();
  const phase = useJoinPhase(live);
  const inStep = useInStep(live);
  const isStale = useSyncExternalStore(live.subscribe, live.isStale);
  if (status !== 'live' || phase === 'refused') return status;
  if (!inStep) return phase === 'joining' ? 'connecting' : 'reconnecting';
  return isStale ? 'stale' : 'live';
}

/** How far the server's clock is ahead of this device's, in milliseconds. */
export function useClockOffset(): number {
  const { connection } = useLive();
  return useSyncExternalStore(connection.onStatus, () => connection.clockOffset);
}
