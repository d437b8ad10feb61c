import { useSetting, writeSetting } from '@/lib/setting';

// For one scan on this device: what may be read off one wall is nothing for the next.
const keyOf = (scanId: string): string => `taskstream.wall.${scanId}`;

/** Have names and texts shown on this device's wall, or hidden as they are unless somebody wants them. */
export const setShowsNames = (scanId: string, shows: boolean): void => writeSetting(keyOf(scanId), shows ? 'names' : null);

export const useShowsNames = (scanId: string): boolean => useSetting(keyOf(scanId)) !== null;
