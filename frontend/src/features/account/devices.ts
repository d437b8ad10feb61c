import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { DeviceList } from '@/live/protocol.gen';

const KEY = ['devices'] as const;

/** Where the user is signed in: here first, then who was seen last. */
export const useDevices = () =>
  useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => api.get<DeviceList>('/me/sessions', { signal }),
    // A list that was shown before may lack who signed in since.
    gcTime: 0,
  });

/** Have the list read again. */
export function useDevicesAnew(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: KEY });
}

/** Sign out one device, or with null all but this one. Rejects with a `Problem`. */
export function useEndDevices() {
  const readAgain = useDevicesAnew();
  return useMutation({
    mutationFn: (id: string | null) => api.delete<undefined>(id === null ? '/me/sessions' : `/me/sessions/${id}`),
    // Also when it was gone already.
    onSettled: readAgain,
  });
}
