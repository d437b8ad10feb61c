import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '@/lib/api';
import type { ScanView } from '@/live/protocol.gen';
import { SCANS } from './listScans';

export type NewScan = Pick<ScanView, 'name' | 'instructions' | 'target_seconds' | 'refusal_reasons'>;

/** Open a scan. Rejects with a `Problem`. */
export const createScan = (scan: NewScan): Promise<ScanView> => api.post<ScanView>('/scans', scan);

export function useCreateScan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: createScan,
    onSuccess: () => client.invalidateQueries({ queryKey: SCANS }),
  });
}
