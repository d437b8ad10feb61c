import { useMutation } from '@tanstack/react-query';
import { showToast } from '@/components/ui/toast';
import { api } from '@/lib/api';
import type { ScanView } from '@/live/protocol.gen';
import { words } from './words';

export type ScanChange = Partial<
  Pick<ScanView, 'name' | 'instructions' | 'target_seconds' | 'refusal_reasons' | 'grace_seconds' | 'status' | 'guests' | 'stacking' | 'pause_message'>
>;

/**
 * Change a scan as it was seen. Rejects with a `Problem`; code `conflict` when somebody else has
 * changed it meanwhile. The page hears of the change as everybody does, by `scan_updated`.
 */
export const changeScan = ({ id, version }: ScanView, change: ScanChange): Promise<ScanView> =>
  api.patch<ScanView>(`/scans/${id}`, { ...change, version });

export const useChangeScan = (scan: ScanView) =>
  useMutation({ mutationFn: (change: ScanChange) => changeScan(scan, change) });

/** Let workers go on. A scan that was closed has another code afterwards: who wrote the old one down is told nothing else. */
export const useReopen = (scan: ScanView) =>
  useMutation({
    mutationFn: async () => {
      const { code } = await changeScan(scan, { status: 'open' });
      // Not in `onSuccess`: that one knows the scan as it is by then, and the page may have heard of the new code before.
      if (code !== undefined && code !== scan.code) showToast({ mark: 'pending', text: words.manage.newCode(code), stays: true });
    },
  });
