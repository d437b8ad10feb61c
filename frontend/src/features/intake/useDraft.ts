import { useCallback, useEffect, useRef, useState, type Dispatch, type SetStateAction } from 'react';
import { readStored, writeStored } from '@/lib/stored';
import { draftBefore, leftDrafts, newDraft, ownDraft, takeDraft } from './drafts';

type State = {
  /** Where it is kept. */
  readonly key: string;
  /** Whether that is for good: until then another tab may turn out to have the draft of before. */
  readonly isSettled: boolean;
  readonly text: string;
  /** What closed tabs have left, the newest first. */
  readonly left: readonly string[];
};

export type Draft = {
  readonly draft: string;
  readonly setDraft: Dispatch<SetStateAction<string>>;
  /** How many more there are that closed tabs have left. */
  readonly left: number;
  /** Go on with one of those. For when nothing is being written. */
  readonly takeUp: () => void;
};

const textOf = (key: string | null): string => (key === null ? '' : (readStored(key) ?? ''));

function takenUp(state: State): State {
  const [key, ...left] = state.left;
  return state.text !== '' || key === undefined ? state : { ...state, key, text: textOf(key), left };
}

/**
 * Text that is being written at a place, one in each tab: kept in the browser with each key, until it is set to
 * nothing. A tab that has none goes on with what a closed one has left.
 */
export function useDraft(place: string): Draft {
  const [{ key, isSettled, text, left }, setState] = useState<State>(() => ({
    key: newDraft(place),
    isSettled: false,
    text: textOf(draftBefore(place)),
    left: [],
  }));
  const fresh = useRef(key);

  useEffect(() => {
    let isOver = false;
    const change = (next: (state: State) => State) => {
      if (!isOver) setState(next);
    };
    const settle = async () => {
      const own = await ownDraft(place, fresh.current);
      change((state) => ({ ...state, key: own, isSettled: true }));
      const found = await leftDrafts(place, [own, fresh.current]);
      change((state) => takenUp({ ...state, left: found }));
    };
    void settle();
    return () => {
      isOver = true;
    };
  }, [place]);

  useEffect(() => {
    // What is typed meanwhile has a place of its own; what is merely shown is kept already.
    if (!isSettled && text === textOf(draftBefore(place))) return;
    writeStored(key, text === '' ? null : text);
    if (!isSettled) return;
    takeDraft(place, key);
    if (key !== fresh.current) writeStored(fresh.current, null);
  }, [place, key, isSettled, text]);

  const setDraft = useCallback((next: SetStateAction<string>) => {
    setState((state) => ({ ...state, text: typeof next === 'function' ? next(state.text) : next }));
  }, []);
  return { draft: text, setDraft, left: left.length, takeUp: useCallback(() => setState(takenUp), []) };
}
