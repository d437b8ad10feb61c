/**
 * Return what each part is of the whole, in whole percent, so that they add up to 100: by the largest-remainder method
 * (https://en.wikipedia.org/wiki/Quota_method). Every part is rounded down, and what is then missing goes, one each, to those
 * that lost most; of equals to the first. Parts are whole numbers; all are 0 where the whole is.
 */
export function percentagesOf(parts: readonly number[]): readonly number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (whole === 0) return parts.map(() => 0);
  const shares = parts.map((part, index) => ({ index, percent: Math.floor((100 * part) / whole), lost: (100 * part) % whole }));
  const missing = 100 - shares.reduce((sum, { percent }) => sum + percent, 0);
  const raised = new Set(shares.toSorted((a, b) => b.lost - a.lost).slice(0, missing).map(({ index }) => index));
  return shares.map(({ index, percent }) => percent + Number(raised.has(index)));
}
