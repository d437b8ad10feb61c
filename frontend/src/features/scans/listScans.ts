import { useInfiniteQuery } from '@tanstack/react-query';
import { SCANS } from '@/components/scan/createScan';
import { api } from '@/lib/api';
import type { ScanPage } from '@/live/protocol.gen';

const PAGE = 50;
/** The list is a look around, not a live view; this keeps its counts honest. */
const AGAIN_MS = 15_000;

/** A page of the scans that the user moderates or has joined, newest first. */
export const listScans = (after: string | null): Promise<ScanPage> =>
  api.get<ScanPage>(`/scans?limit=${PAGE}${after === null ? '' : `&after=${encodeURIComponent(after)}`}`);

export const useScans = () =>
  useInfiniteQuery({
    queryKey: SCANS,
    queryFn: ({ pageParam }) => listScans(pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next ?? null,
    refetchInterval: AGAIN_MS,
  });
