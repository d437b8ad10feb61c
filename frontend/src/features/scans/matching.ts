import type { ScanView } from '@/live/protocol.gen';

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Return the scans whose name or owner holds every word of the term, whatever case or accents. */
export function matching(scans: readonly ScanView[], term: string): readonly ScanView[] {
  const words = plain(term).split(/\s+/u).filter(Boolean);
  if (words.length === 0) return scans;
  return scans.filter((scan) => {
    const text = plain(`${scan.name} ${scan.owner.name}`);
    return words.every((word) => text.includes(word));
  });
}
