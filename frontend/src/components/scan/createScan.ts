import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanValues } from './ScanForm';

/** What lists of scans are kept under. */
export const SCANS = ['scans'] as const;

/** Open a scan. Rejects with a `Problem`. */
export const createScan = (scan: ScanValues & { guests?: boolean }): Promise<ScanView> => api.post<ScanView>('/scans', scan);

export function useCreateScan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createScan,
    onSuccess: () => client.invalidateQueries({ queryKey: SCANS }),
  });
}
