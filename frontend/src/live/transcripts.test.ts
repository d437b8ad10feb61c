import { describe, expect, it } from 'vitest';
import type { Joined, ScanRole, ScanView, ServerEvent, TaskView } from './protocol.gen';
import { applyEvent, applyEvents, applyPage, NOTHING_YET, type Reading, type ScanState } from './scanState';

/**
 * What real clients were told over a bad line: events lost, late, twice and in another order,
 * and what they asked for because of that. `end` is what one who came afterwards was told.
 * backend/tests/story/recording.py has recorded it.
 */
type Told = { readonly event: string; readonly data: object };
type Answered = { readonly ask: object; readonly answer: Joined };
type Transcript = {
  readonly steps: readonly (Told | Answered)[];
  readonly end: { readonly role: ScanRole; readonly scan: ScanView; readonly tasks: readonly TaskView[] };
};

const transcripts = import.meta.glob<Transcript>('../../../backend/tests/story/transcripts/*.json', {
  eager: true,
  import: 'default',
});

function asEvent({ event, data }: Told): ServerEvent {
  // The names and shapes were held to the protocol where they were recorded.
  return { ...data, name: event } as ServerEvent;
}

/** Return the state after all, with the events between two answers applied by `take`. */
function replay(
  { steps }: Transcript,
  take: (state: ScanState, events: readonly ServerEvent[]) => ScanState,
): ScanState {
  let state = NOTHING_YET;
  let reading: Reading | null = null;
  let events: ServerEvent[] = [];
  for (const step of steps) {
    if ('event' in step) {
      events.push(asEvent(step));
      continue;
    }
    state = take(state, events);
    events = [];
    const after: { state: ScanState; reading: Reading } = applyPage(state, reading, step.answer);
    state = after.state;
    reading = step.answer.more ? after.reading : null;
  }
  return take(state, events);
}

/** Counts are in answers alone, so that the last events are not in them. */
function withoutCounts(scan: ScanView | null): object {
  return { ...scan, counts: null };
}

const oneByOne = (state: ScanState, events: readonly ServerEvent[]) => events.reduce(applyEvent, state);

describe.each(Object.entries(transcripts))('%s', (_name, transcript) => {
  it.each([
    ['one event after the other', oneByOne],
    ['what came between two answers at once', applyEvents],
  ])('ends where the store was: %s', (_how, take) => {
    const state = replay(transcript, take);

    expect([...state.tasks.values()].sort((a, b) => a.seq - b.seq)).toEqual(transcript.end.tasks);
    expect(state.role).toBe(transcript.end.role);
    expect(withoutCounts(state.scan)).toEqual(withoutCounts(transcript.end.scan));
  });

  it('would not end there without what was asked for after the first answer', () => {
    const first = transcript.steps.findIndex((step) => 'ask' in step && !step.answer.more);
    const steps = transcript.steps.filter((step, place) => 'event' in step || place <= first);

    const state = replay({ ...transcript, steps }, oneByOne);

    expect([...state.tasks.values()].sort((a, b) => a.seq - b.seq)).not.toEqual(transcript.end.tasks);
  });
});
