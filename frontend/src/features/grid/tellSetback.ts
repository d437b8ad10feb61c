import { showToast } from '@/components/ui/toast';
import { api } from '@/lib/api';
import type { HistoryEntry, TaskDetail } from '@/live/protocol.gen';
import { words } from './setbackWords';
import type { Setback } from './verdict';

/** Say who was faster, or why nothing was decided. */
export async function tellSetback(setback: Setback): Promise<void> {
  if (setback.kind === 'failed') {
    showToast({ mark: 'warning', text: words.failed(setback.number, setback.message) });
    return;
  }
  const { task, kind } = setback;
  const waits = task.status === 'pending';
  // A task that waits does not say through whom: its history does.
  const last = waits ? await lastOf(task.id) : null;
  const taken = waits ? words.changed(task, last) : words.lost(task);
  showToast({ mark: task.status, text: kind === 'late' ? words.late(task, last) : taken });
}

/** What happened to a task last, or null where that cannot be read now. */
async function lastOf(id: string): Promise<HistoryEntry | null> {
  const read = api.get<TaskDetail>(`/tasks/${id}`);
  return read.then(({ history }) => history.at(-1) ?? null).catch(() => null);
}
