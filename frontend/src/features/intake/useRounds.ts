import { useEffect, useMemo, useRef, useState } from 'react';
import { api } from '@/lib/api';
import type { TaskDetail, TaskView } from '@/live/protocol.gen';
import { roundOf, type Round } from '@/live/round';

type Read = { readonly version: number; readonly round: Round };

/** A task that has changed and waits again: only its history says why. */
const waitsAgain = ({ status, version }: TaskView) => status === 'pending' && version > 1;

/**
 * The rounds of those tasks that wait again, by id. One whose history is not yet read is left out;
 * what could not be read is asked for again when the scan is next in step.
 */
export function useRounds(tasks: readonly TaskView[], inStep: boolean): ReadonlyMap<string, Round> {
  const [read, setRead] = useState<ReadonlyMap<string, Read>>(new Map());
  const asked = useRef(new Map<string, number>());

  useEffect(() => {
    if (!inStep) return;
    for (const { id, version } of tasks.filter(waitsAgain)) {
      if (asked.current.get(id) === version) continue;
      asked.current.set(id, version);
      api.get<TaskDetail>(`/tasks/${id}`).then(
        (task) => setRead((known) => new Map(known).set(id, { version: task.version, round: roundOf(task.history) })),
        () => asked.current.delete(id),
      );
    }
  }, [tasks, inStep]);

  return useMemo(() => {
    const current = tasks.filter(waitsAgain).flatMap(({ id, version }) => {
      const known = read.get(id);
      return known && known.version >= version ? [[id, known.round] as const] : [];
    });
    return new Map(current);
  }, [tasks, read]);
}
