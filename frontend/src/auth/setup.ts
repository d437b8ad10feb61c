import { queryOptions } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { SetupView } from '@/live/protocol.gen';

/** Whether the first admin is still missing, and who may register. */
export const setupQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: ({ signal }) => api.get<SetupView>('/setup', { signal, anonymous: true }),
});
