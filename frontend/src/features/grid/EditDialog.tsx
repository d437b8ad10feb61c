import { useRef, useState } from 'react';
import { ScanDialog } from '@/components/scan/ScanDialog';
import type { ScanValues } from '@/components/scan/ScanForm';
import { Problem } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { changeScan } from './changeScan';
import { words } from './manageWords';

type EditDialogProps = { scan: ScanView; open: boolean; onClose: () => void };
type Field = keyof ScanValues;

export function EditDialog({ open, ...rest }: EditDialogProps) {
  return open ? <OpenEditDialog {...rest} /> : null;
}

function OpenEditDialog({ scan, onClose }: Omit<EditDialogProps, 'open'>) {
  const [begun] = useState(scan);
  // The scan as its editor knows it: saved over a later change by somebody else, the form would undo that unseen.
  const known = useRef(scan);

  const save = async (values: ScanValues): Promise<ScanView> => {
    const mine = changedFields(begun, values);
    if (mine.length === 0) return known.current;
    try {
      return await changeScan(known.current, pick(values, mine));
    } catch (error) {
      const now = error instanceof Problem && error.code === 'conflict' ? (error.extras.scan as ScanView | undefined) : undefined;
      if (!now) throw error;
      const theirs = changedFields(known.current, now);
      known.current = now;
      const both = mine.filter((field) => theirs.includes(field) && !isSame(now[field], values[field]));
      if (both.length > 0) throw new Problem(409, { code: 'conflict', detail: words.changedToo(both) });
      return changeScan(now, pick(values, mine));
    }
  };

  const { editTitle: title, save: submit } = words;
  return <ScanDialog {...{ title, submit, initial: begun, open: true, onClose }} save={save} onDone={onClose} />;
}

const FIELDS: readonly Field[] = ['name', 'instructions', 'target_seconds', 'grace_seconds', 'refusal_reasons', 'guests', 'stacking'];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const changedFields = (before: ScanValues, after: ScanValues): Field[] => FIELDS.filter((field) => !isSame(before[field], after[field]));

const pick = (values: ScanValues, fields: readonly Field[]): Partial<ScanValues> =>
  Object.fromEntries(fields.map((field) => [field, values[field]]));
