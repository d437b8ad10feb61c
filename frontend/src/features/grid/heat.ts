/** How late a task is, for the bar under its card. */

/** Steps of the ramp `--age-0` to `--age-7`: quiet while in time, glowing when late. */
export const HEAT_STEPS = 8;

/** Return the share of the target time that has passed, from 0 to 1, in hundredths. */
export function lateness(ageMs: number, targetSeconds: number): number {
  const share = ageMs / (targetSeconds * 1000);
  return Math.round(Math.max(0, Math.min(1, share)) * 100) / 100;
}

/** Return the step of the heat ramp for a lateness: eighths of the target time, the last one at 88 %. */
export function heatStep(share: number): number {
  return Math.min(HEAT_STEPS - 1, Math.floor(share * HEAT_STEPS + 1e-9));
}
