/**
 * Return what each part is of the whole, in whole percent, a half rounded up: equal parts are equally many percent, and
 * together they may be 99 or 101. Parts are whole numbers; all are 0 where the whole is.
 */
export function percentagesOf(parts: readonly number[]): readonly number[] {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  return parts.map((part) => (whole === 0 ? 0 : Math.round((100 * part) / whole)));
}
