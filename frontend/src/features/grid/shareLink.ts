import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api } from '@/lib/api';
import { wayIn, type WayIn } from '@/lib/wayIn';
import { useConnection } from '@/live/hooks';
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
  useBackAgain(() => void refetch({ cancelRefetch: false }));
  return isLoading ? NOT_YET : wayIn(links.worker, location.origin, data);
}

/** Call when the server is there again after it was gone. */
function useBackAgain(call: () => void): void {
  const { status } = useConnection();
  const before = useRef(status);
  useEffect(() => {
    // While a page comes up the server is asked in any case.
    if (status === 'connecting' || before.current === status) return;
    const wasGone = before.current !== 'connecting';
    before.current = status;
    if (status === 'live' && wasGone) call();
  }, [status, call]);
}
