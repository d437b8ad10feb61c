import { useState, type SubmitEvent } from 'react';
import { asSentence, countCodePoints } from '@/lib/format';
import { messageOf, Problem } from '@/lib/problem';
import { accountWords as words } from './words';

export type Submission = {
  busy: boolean;
  /** What is wrong as a whole, or null. */
  failure: string | null;
  /** What is wrong with one field, or null. */
  faultOf: (field: string) => string | null;
  onSubmit: (event: SubmitEvent<HTMLFormElement>) => void;
  /** What was wrong with that field is being mended. */
  forgive: (field: string) => void;
};

type Faults = ReadonlyMap<string, string>;
type Wrong = { failure: string | null; faults: Faults };

const NOTHING: Wrong = { failure: null, faults: new Map() };

/**
 * Send a form once at a time, and sort what is wrong with it: beside its field, or above all. What the fields show by
 * themselves is said without asking the server; it says the rest. The focus comes to the first field that is wrong.
 */
export function useSubmit(send: () => Promise<void>, fields: readonly string[]): Submission {
  const [busy, setBusy] = useState(false);
  const [{ failure, faults }, setWrong] = useState(NOTHING);

  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = event.currentTarget;
    const blame = (wrong: Wrong) => {
      setWrong(wrong);
      inputsOf(form).find(({ name }) => wrong.faults.has(name))?.focus();
    };
    const found = faultsIn(form);
    blame({ failure: null, faults: found });
    if (found.size > 0) return;
    setBusy(true);
    send()
      .catch((error: unknown) => blame(sorted(error, fields)))
      .finally(() => setBusy(false));
  };

  const forgive = (field: string) => {
    if (faults.has(field)) setWrong({ failure, faults: new Map([...faults].filter(([name]) => name !== field)) });
  };
  return { busy, failure, faultOf: (field) => faults.get(field) ?? null, onSubmit, forgive };
}

/** What the server says beside the fields; in one message where it says nothing of them. */
function sorted(error: unknown, fields: readonly string[]): Wrong {
  const faults = new Map<string, string>();
  for (const field of fields) {
    const fault = error instanceof Problem ? error.faultOf(field) : null;
    if (fault !== null) faults.set(field, asSentence(fault));
  }
  return { failure: faults.size === 0 ? messageOf(error) : null, faults };
}

const inputsOf = (form: HTMLFormElement) => [...form.elements].filter((element) => element instanceof HTMLInputElement);

/** What breaks the rules that the fields carry, in our words: the browser's come in its own language, and go by themselves. */
function faultsIn(form: HTMLFormElement): Faults {
  const faults = new Map<string, string>();
  for (const { name, value, required, minLength } of inputsOf(form)) {
    if (required && value === '') faults.set(name, words.needed);
    else if (countCodePoints(value) < minLength) faults.set(name, words.tooShort(minLength));
  }
  return faults;
}
