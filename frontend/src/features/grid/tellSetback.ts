import { showToast } from '@/components/ui/toast';
import { api } from '@/lib/api';
import type { HistoryEntry, TaskDetail, TaskView } from '@/live/protocol.gen';
import { words } from './setbackWords';
import type { ChangedTask, Setback } from './verdict';

/** Say who was faster, or why nothing was decided. */
export async function tellSetback(setback: Setback): Promise<void> {
  if (setback.kind === 'failed') {
    showToast({ mark: 'warning', text: words.failed(setback.number, setback.message) });
    return;
  }
  const task = await learn(setback.task);
  const taken = task.status === 'pending' ? words.changed(task) : words.lost(task);
  showToast({ mark: task.status, text: setback.kind === 'late' ? words.late(task) : taken });
}

/** More are not named anyway. */
const LEARNT_MOST = 5;

/** Find out through whom the first of these have changed. */
export async function learnAll(tasks: readonly TaskView[]): Promise<readonly ChangedTask[]> {
  const [first, others] = [tasks.slice(0, LEARNT_MOST), tasks.slice(LEARNT_MOST)];
  return [...(await Promise.all(first.map(learn))), ...others];
}

/** A task that waits does not say through whom: its history does, unless a verdict was taken back before it was told. */
async function learn(task: TaskView): Promise<ChangedTask> {
  if (task.status !== 'pending') return task;
  const entries = await api.get<TaskDetail>(`/tasks/${task.id}`).then(({ history }) => history, (): HistoryEntry[] => []);
  const last = entries.find(({ version }) => version === task.version);
  return last ? { ...task, last } : task;
}
