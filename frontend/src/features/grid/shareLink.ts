import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '@/lib/api';
import { wayIn, type WayIn } from '@/lib/wayIn';
import { onComingBack } from '@/live/comingBack';
import { useLive } from '@/live/LiveContext';
import type { ScanView, ShareView } from '@/live/protocol.gen';

/** The same before the server has said where it is reached: a link that is read off shall not change meanwhile. */
type NotYet = { readonly [Part in keyof WayIn]: null };
const NOT_YET: NotYet = { origin: null, link: null, reach: null };

/** How others come in, once the server has said where it is reached. */
export function useWayIn({ id, links }: ScanView): WayIn | NotYet {
  const { data, isLoading, refetch } = useQuery({
    queryKey: ['share', id],
    queryFn: ({ signal }) => api.get<ShareView>(`/scans/${id}/share`, { signal }),
    // A laptop may be carried into another network; a link that was read off shall not change meanwhile.
    staleTime: 60_000,
    // Without an answer there is the address of this page, at once.
    retry: false,
  });
  // Whoever follows the advice starts the server anew, where others reach it.
  const { connection } = useLive();
  useEffect(() => onComingBack(connection, () => void refetch({ cancelRefetch: false })), [connection, refetch]);
  return isLoading ? NOT_YET : wayIn(links.worker, location.origin, data);
}
