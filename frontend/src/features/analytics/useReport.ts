import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { api } from '@/lib/api';
import { ownZone } from '@/lib/format';
import { Problem } from '@/lib/problem';
import type { AnalyticsReport, ScanPage, ScanView } from '@/live/protocol.gen';
import { askedOf, asksInVain, readQuery, writeQuery, type AnalyticsQuery } from './query';
import { isGoingOn } from './sums';

const MINUTE_MS = 60_000;

/** What the address asks for, as the server looks back on it: read again while it goes on. What was shown stays until there is more. */
export function useReport(query: AnalyticsQuery) {
  const report = useQuery({
    queryKey: ['analytics', query],
    queryFn: ({ signal }) => api.get<AnalyticsReport>(`/analytics/report?${asked(query)}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data && isGoingOn(data) ? MINUTE_MS : false),
    gcTime: 0,
  });
  const { refetch } = report;
  // By itself it is read again when the page comes into sight: a window that stands beside another was in sight all the time.
  useEffect(() => {
    const readAgain = () => void refetch({ cancelRefetch: false });
    window.addEventListener('focus', readAgain);
    return () => window.removeEventListener('focus', readAgain);
  }, [refetch]);
  return report;
}

/** The query as the server is asked it now. */
export const asked = (query: AnalyticsQuery): string => askedOf(query, Date.now(), query.zone ?? ownZone()).toString();

/** The one scan that is looked at; none while all are. */
export const useOnlyScan = (scanId: string | null) =>
  useQuery({
    queryKey: ['analytics', 'scan', scanId],
    queryFn: ({ signal }) => api.get<ScanView>(`/scans/${scanId ?? ''}`, { signal }),
    enabled: scanId !== null,
  });

/** Whether there is any scan yet: asked where a period is empty. */
export const useHasScans = () =>
  useQuery({
    queryKey: ['analytics', 'has-scans'],
    queryFn: async ({ signal }) => (await api.get<ScanPage>('/scans?limit=1', { signal })).items.length > 0,
  });

/** The query in the page's address, and how to change it. */
export function useAnalyticsQuery() {
  const [search, setSearch] = useSearchParams();
  const query = useMemo(() => readQuery(search), [search]);
  const change = useCallback(
    (part: Partial<AnalyticsQuery>) => setSearch((now) => writeQuery(now, { ...readQuery(now), ...part })),
    [setSearch],
  );
  return { query, change, inVain: asksInVain(search) };
}

export const hasStatus = (error: unknown, status: number): boolean => error instanceof Problem && error.status === status;

/** Whether there is no such scan for the viewer; what can be no scan's id is none. */
export const isNoScan = (error: unknown): boolean => hasStatus(error, 404) || (error instanceof Problem && error.faultOf('scan') !== null);
