import type { TaskView } from './protocol.gen';

/** Of the open tasks: how many there are, and the sum of a checksum of each. */
export type Sums = { readonly count: number; readonly digest: number };

export const NO_SUMS: Sums = { count: 0, digest: 0 };

/** Return the sums after a task has changed, come (no `before`) or gone (no `after`). */
export function resum(sums: Sums, before: TaskView | undefined, after: TaskView | undefined): Sums {
  const [old, fresh] = [isOpen(before), isOpen(after)];
  if (!old && !fresh) return sums;
  return {
    count: sums.count + Number(fresh) - Number(old),
    digest: sums.digest + (fresh && after ? checksum(after) : 0) - (old && before ? checksum(before) : 0),
  };
}

const isOpen = (task: TaskView | undefined): boolean => task?.status === 'pending' || task?.status === 'returned';

// CRC-32 as in zlib: the polynomial with its bits turned round.
const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ POLYNOMIAL : sum >>> 1;
  return sum;
});

/** One task's share of the digest: crc32 of `id:version`. Ids are ASCII: a letter is a byte. */
function checksum({ id, version }: TaskView): number {
  const text = `${id}:${version}`;
  let sum = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    sum = (TABLE[(sum ^ text.charCodeAt(at)) & 0xff] ?? 0) ^ (sum >>> 8);
  }
  return (sum ^ 0xffffffff) >>> 0;
}
