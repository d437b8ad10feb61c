import { useState, type SyntheticEvent } from 'react';
import { asSentence } from '@/lib/format';
import { messageOf, Problem } from '@/lib/problem';

export type Submission = {
  busy: boolean;
  /** What is wrong as a whole, or null. */
  failure: string | null;
  /** What is wrong with one field, or null. */
  faultOf: (field: string) => string | null;
  onSubmit: (event: SyntheticEvent) => void;
};

/** Send a form once at a time, and sort what the server refuses: beside its field, or above all. */
export function useSubmit(send: () => Promise<void>, fields: readonly string[]): Submission {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const onSubmit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setError(null);
    send()
      .catch(setError)
      .finally(() => setBusy(false));
  };

  const faultOf = (field: string) => {
    const fault = error instanceof Problem ? error.faultOf(field) : null;
    return fault && asSentence(fault);
  };
  const isBesideAField = fields.some((field) => faultOf(field) !== null);
  return { busy, failure: error !== null && !isBesideAField ? messageOf(error) : null, faultOf, onSubmit };
}
