import { useEffect, useSyncExternalStore } from 'react';
import { useInStep } from '@/live/hooks';
import type { TaskView } from '@/live/protocol.gen';
import { useDesk } from './deskContext';

/** Tell the other moderators which task is before this one's eyes, while it waits. */
export function useGaze(task: TaskView | null, visible: boolean): void {
  const { gaze, live } = useDesk();
  const isShown = useSyncExternalStore(onVisibility, isPageShown);
  const inStep = useInStep(live);
  const looked = visible && isShown && task?.status === 'pending' ? task.id : null;

  useEffect(() => gaze.look(looked), [gaze, looked]);
  useEffect(() => {
    if (inStep) gaze.again();
  }, [gaze, inStep]);
  useEffect(() => () => gaze.stop(), [gaze]);
}

const isPageShown = (): boolean => document.visibilityState !== 'hidden';

function onVisibility(tell: () => void): () => void {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}
