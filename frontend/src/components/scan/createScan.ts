import { api } from '@/lib/api';
import type { ScanView } from '@/live/protocol.gen';
import type { ScanValues } from './ScanForm';

/** What lists of scans are kept under. */
export const SCANS = ['scans'] as const;

/** Open a scan. Rejects with a `Problem`. */
export const createScan = (scan: ScanValues): Promise<ScanView> => api.post<ScanView>('/scans', scan);
