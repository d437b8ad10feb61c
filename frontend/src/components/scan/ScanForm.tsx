import { useLayoutEffect, useRef, useState, type SubmitEvent } from 'react';
import { TextField } from '@/components/ui/Field';
import { SwitchField } from '@/components/ui/SwitchField';
import { countCodePoints, formatAge } from '@/lib/format';
import { Problem } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { InstructionsField } from './InstructionsField';
import { ReasonsField } from './ReasonsField';
import styles from './ScanForm.module.css';
import { words } from './words';

export type ScanValues = Pick<ScanView, 'name' | 'instructions' | 'target_seconds' | 'refusal_reasons' | 'grace_seconds' | 'guests' | 'stacking'>;

const NAME_MAX = 120;
const INSTRUCTIONS_MAX = 4000;
const REASON_MAX = 120;
const TARGET_MIN = 5;
const TARGET_MAX = 86_400;
const GRACE_MAX = 30;

const NEW_SCAN: ScanValues = { name: '', instructions: '', target_seconds: 180, refusal_reasons: [], grace_seconds: 0, guests: false, stacking: true };

type ScanFormProps = {
  /** Names the form, so that a button outside it can submit it. */
  id: string;
  initial?: ScanValues;
  /** What went wrong with the last try, as it was thrown: what it says of a field is shown beside that. */
  failure: unknown;
  onSubmit: (values: ScanValues) => void;
};

type Faults = Partial<Record<keyof ScanValues, string>>;

/**
 * What a scan is called, what its workers are told, how long a task should wait, and why one may be refused. The focus
 * comes to the first field that is wrong: who pressed the button may have it out of sight.
 */
export function ScanForm({ id, initial = NEW_SCAN, failure, onSubmit }: ScanFormProps) {
  const [name, setName] = useState(initial.name);
  const [instructions, setInstructions] = useState(initial.instructions);
  const [target, setTarget] = useState(String(initial.target_seconds));
  const [grace, setGrace] = useState(String(initial.grace_seconds));
  const [reasons, setReasons] = useState<readonly string[]>(initial.refusal_reasons);
  const [guests, setGuests] = useState(initial.guests);
  const [stacking, setStacking] = useState(initial.stacking);
  const [faults, setFaults] = useState<Faults>({});
  const form = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), [faults, failure]);

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const values = {
      name: name.trim(),
      instructions,
      target_seconds: Number(target),
      grace_seconds: grace.trim() === '' ? NaN : Number(grace),
      refusal_reasons: reasons.map((reason) => reason.trim()).filter(Boolean),
      guests,
      stacking,
    };
    const found = check(values);
    setFaults(found);
    if (Object.keys(found).length === 0) onSubmit(values);
  };

  const problem = failure instanceof Problem ? failure : null;
  const faultOf = (field: keyof ScanValues) => faults[field] ?? problem?.faultOf(field);

  return (
    <form ref={form} id={id} className={styles.form} noValidate onSubmit={submit}>
      <TextField
        label={words.name}
        placeholder={words.namePlaceholder}
        autoComplete="off"
        dir="auto"
        value={name}
        error={faultOf('name')}
        onChange={(event) => setName(event.target.value)}
      />
      <InstructionsField instructions={instructions} error={faultOf('instructions')} onInstructions={setInstructions} />
      <TextField
        label={words.target}
        beside={isTarget(Number(target)) ? words.equals(formatAge(Number(target) * 1000)) : ''}
        hint={words.targetHint}
        inputMode="numeric"
        autoComplete="off"
        className={styles.short}
        value={target}
        error={faultOf('target_seconds')}
        onChange={(event) => setTarget(event.target.value)}
      />
      <TextField
        label={words.grace}
        hint={words.graceHint}
        inputMode="numeric"
        autoComplete="off"
        className={styles.short}
        value={grace}
        error={faultOf('grace_seconds')}
        onChange={(event) => setGrace(event.target.value)}
      />
      <ReasonsField reasons={reasons} error={faultOf('refusal_reasons')} onReasons={setReasons} />
      <SwitchField label={words.guests} hint={words.guestsHint} checked={guests} onChange={setGuests} />
      <SwitchField label={words.stacking} hint={words.stackingHint} checked={stacking} onChange={setStacking} />
    </form>
  );
}

const isTarget = (seconds: number) =>
  Number.isInteger(seconds) && seconds >= TARGET_MIN && seconds <= TARGET_MAX;

const isGrace = (seconds: number) => Number.isInteger(seconds) && seconds >= 0 && seconds <= GRACE_MAX;

/** The server checks again; this only saves the way there. */
function check({ name, instructions, target_seconds, refusal_reasons, grace_seconds }: ScanValues): Faults {
  const faults: Faults = {};
  const length = countCodePoints(name);
  if (length === 0) faults.name = words.nameNeeded;
  if (length > NAME_MAX) faults.name = words.tooLong(NAME_MAX);
  if (countCodePoints(instructions) > INSTRUCTIONS_MAX) faults.instructions = words.tooLong(INSTRUCTIONS_MAX);
  if (!isTarget(target_seconds)) faults.target_seconds = words.targetRange(TARGET_MIN, TARGET_MAX);
  if (!isGrace(grace_seconds)) faults.grace_seconds = words.graceRange(GRACE_MAX);
  if (new Set(refusal_reasons).size < refusal_reasons.length) faults.refusal_reasons = words.reasonTwice;
  if (refusal_reasons.some((reason) => countCodePoints(reason) > REASON_MAX)) {
    faults.refusal_reasons = words.reasonTooLong(REASON_MAX);
  }
  return faults;
}
