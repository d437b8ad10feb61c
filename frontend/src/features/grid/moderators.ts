import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { Person, ScanView } from '@/live/protocol.gen';

/** Whether one may name a scan's moderators oneself: what comes live says only what all of them may. */
export const useMayName = (scanId: string) =>
  useQuery({
    queryKey: ['naming', scanId],
    queryFn: async ({ signal }) => (await api.get<ScanView>(`/scans/${scanId}`, { signal })).can.includes('name_moderators'),
  });

/** Let somebody moderate the scan, by his user name. Rejects with a `Problem`. Everybody hears of it by `scan_updated`. */
export const useName = (scanId: string) =>
  useMutation({ mutationFn: (username: string) => api.post<Person>(`/scans/${scanId}/moderators`, { username }) });

/** End it. Rejects with a `Problem`. */
export const useUnname = (scanId: string) =>
  useMutation({ mutationFn: (userId: string) => api.delete<undefined>(`/scans/${scanId}/moderators/${userId}`) });
