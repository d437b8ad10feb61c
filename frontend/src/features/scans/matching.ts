import { plain, wordsOf } from '@/lib/search';
import type { ScanView } from '@/live/protocol.gen';

/** Return the scans whose name or owner holds every word of the term, whatever case or accents. */
export function matching(scans: readonly ScanView[], term: string): readonly ScanView[] {
  const words = wordsOf(term);
  if (words.length === 0) return scans;
  return scans.filter((scan) => {
    const text = plain(`${scan.name} ${scan.owner.name}`);
    return words.every((word) => text.includes(word));
  });
}
