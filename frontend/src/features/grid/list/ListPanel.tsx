import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/Button';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { Skeleton } from '@/components/ui/Skeleton';
import { api } from '@/lib/api';
import { cx } from '@/lib/cx';
import { words as shared } from '@/lib/words';
import { useScanState, useStanding } from '@/live/hooks';
import type { ScanView, TaskDetail, TaskView } from '@/live/protocol.gen';
import { useDesk } from '../deskContext';
import { commandOf } from '../keys';
import { PanelTask } from '../TaskPanel';
import styles from '../TaskPanel.module.css';
import { useActs } from '../useActs';
import { useDeskKeys } from '../useDeskKeys';
import { useGaze } from '../useGaze';
import { useNewest } from './useNewest';
import { words } from './words';
import own from './ListPanel.module.css';

/** The keys that have a button here; the others move in the grid. */
const HERE: ReadonlySet<string> = new Set(['validate', 'refuse', 'return', 'undo']);

type ListPanelProps = {
  id: string;
  scan: ScanView;
  /** What the list holds: one of these need not be asked for. */
  listed: readonly TaskView[];
  narrow: boolean;
  onClose: () => void;
};

/** The task that was opened, in full and with its history; it is decided here as in the console. */
export function ListPanel({ id, scan, listed, narrow, onClose }: ListPanelProps) {
  const { desk, live } = useDesk();
  const { task, isMissing } = useTaskById(id, listed);
  const mayDecide = useStanding(live) === 'live' && scan.can.includes('moderate');
  const { acts, askNote } = useActs(task, scan, mayDecide);
  const onDeskKey = useDeskKeys(desk, {
    acts,
    onOpen: () => undefined,
    onReturn: askNote,
    // Nothing is selected in a list.
    onDecideMany: () => undefined,
    onHand: () => undefined,
    onBack: () => desk.clear(),
  });
  const panel = useRef<HTMLElement>(null);
  const version = task?.version ?? 0;
  useGaze(task, true);

  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
    };
  }, []);

  useLayoutEffect(() => {
    if (version === 0) return undefined;
    desk.focus(id);
    desk.paint({ id, version });
    return () => desk.paint(null);
  }, [desk, id, version]);

  const onKeyDown = (event: KeyboardEvent) => {
    const command = commandOf(event.nativeEvent);
    if (acts.refusing.asked !== null || (command && HERE.has(command.do))) onDeskKey(event.nativeEvent);
    else if (event.key === 'Escape') onClose();
  };

  return (
    <GlassPanel
      ref={panel}
      as="aside"
      tabIndex={-1}
      className={cx(styles.panel, own.panel, narrow && styles.sheet)}
      aria-label={task ? words.panel(task.number) : words.name}
      onKeyDown={onKeyDown}
    >
      <IconButton className={own.close} label={shared.close} {...(narrow && { size: 'touch' })} onClick={onClose}>
        <X size={18} aria-hidden="true" />
      </IconButton>
      {task && <PanelTask task={task} {...acts} goesOn={false} />}
      {!task && (isMissing ? <p className={styles.none}>{words.gone}</p> : <Shape />)}
    </GlassPanel>
  );
}

function Shape() {
  return (
    <div className={own.shape} role="status" aria-label={words.loading}>
      <Skeleton width="40%" height="1.25rem" />
      <Skeleton height="1rem" />
      <Skeleton width="70%" height="1rem" />
    </div>
  );
}

/** A task that is listed, or that the page hears of; any other is asked for. */
function useTaskById(id: string, listed: readonly TaskView[]) {
  const { live } = useDesk();
  const heard = useScanState(live, ({ tasks }) => tasks.get(id) ?? null);
  const known = listed.find((task) => task.id === id) ?? heard;
  const { data, isError } = useQuery({
    queryKey: ['task', id],
    queryFn: () => api.get<TaskDetail>(`/tasks/${id}`),
    enabled: known === null,
    gcTime: 0,
  });
  return { task: useNewest<TaskView | null>(known ?? data ?? null), isMissing: isError };
}
