import { useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { TaskDetail, TaskView } from '@/live/protocol.gen';

/** All that has happened to a task. A history belongs to a version, so what was once read stays true. */
export function useHistory({ id, version }: TaskView) {
  return useQuery({
    queryKey: ['task', id, version],
    queryFn: () => api.get<TaskDetail>(`/tasks/${id}`),
    staleTime: Infinity,
  });
}
