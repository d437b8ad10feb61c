import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { GuestList } from '@/live/protocol.gen';

const keyOf = (scanId: string) => ['guests', scanId] as const;

/** The scan's guests, who came last first, as they are when asked for. */
export const useGuests = (scanId: string) =>
  useQuery({
    queryKey: keyOf(scanId),
    queryFn: ({ signal }) => api.get<GuestList>(`/scans/${scanId}/guests`, { signal }),
    // A list that was shown before may lack who came since.
    gcTime: 0,
  });

/** Put a guest out. Rejects with a `Problem`. */
export function useRemoveGuest(scanId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (guestId: string) => api.delete<undefined>(`/scans/${scanId}/guests/${guestId}`),
    onSuccess: () => client.invalidateQueries({ queryKey: keyOf(scanId) }),
  });
}
