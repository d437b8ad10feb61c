import type { ScanView } from '@/live/protocol.gen';

/** Return the whole address under which workers reach a scan. */
export const workerLink = (scan: ScanView): string => new URL(scan.links.worker, location.origin).href;

/** Return whether an address leads nowhere from another computer. */
export function isLoopback(link: string): boolean {
  const { hostname } = new URL(link);
  return hostname === 'localhost' || hostname === '[::1]' || hostname.endsWith('.localhost') || hostname.startsWith('127.');
}
