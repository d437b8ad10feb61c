import { useSetting, writeSetting } from './setting';
import { readStored } from './stored';

/** `arrival`: something new waits at the desk. `verdict`: something of the worker's was decided. */
export type Sound = 'arrival' | 'verdict';

const KEY = 'taskstream.sounds';
// In Hz, one after the other: up for what comes in, down to where it rests for what is done.
const TONES: Readonly<Record<Sound, readonly number[]>> = { arrival: [660, 880], verdict: [784, 523] };
const TONE_SECONDS = 0.09;
const LOUDNESS = 0.06;
// A flood is one sound a second, not a siren.
const AT_MOST_EVERY_MS = 1000;

let context: AudioContext | null = null;
let playedAt = -Infinity;

export const setSounds = (on: boolean): void => writeSetting(KEY, on ? 'on' : null);

/** Whether this browser makes sounds; it does not unless somebody wants it. */
export const useSounds = (): boolean => useSetting(KEY) !== null;

/** Make a sound, if they are wanted and the browser allows it. */
export function play(sound: Sound): void {
  const now = performance.now();
  if (readStored(KEY) === null || now - playedAt < AT_MOST_EVERY_MS) return;
  // Before the first touch browsers are silent, and would play all of it at once after it.
  if ((navigator as Partial<Navigator>).userActivation?.hasBeenActive === false) return;
  playedAt = now;
  context ??= new AudioContext();
  const { currentTime: start, destination } = context;
  for (const [place, frequency] of TONES[sound].entries()) {
    const tone = new OscillatorNode(context, { frequency });
    const gain = new GainNode(context, { gain: 0 });
    const begin = start + place * TONE_SECONDS;
    gain.gain.setValueAtTime(LOUDNESS, begin);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + 2 * TONE_SECONDS);
    tone.connect(gain).connect(destination);
    tone.start(begin);
    tone.stop(begin + 2 * TONE_SECONDS);
  }
}
