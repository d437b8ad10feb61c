import { words as scanWords } from '@/components/scan/words';
import { SwitchField } from '@/components/ui/SwitchField';
import { messageOf } from '@/lib/problem';
import type { ScanView } from '@/live/protocol.gen';
import { useChangeScan } from './changeScan';

/** Lets guests in, or no new ones any more: at once, since it can be taken back. */
export function GuestsSwitch({ scan }: { scan: ScanView }) {
  const { mutate, isPending, variables, error } = useChangeScan(scan);
  // Shown as wished for at once; what the scan says comes with its next version.
  const wished = isPending ? variables.guests : undefined;
  return (
    <>
      <SwitchField
        label={scanWords.guests}
        hint={scanWords.guestsHint}
        checked={wished ?? scan.guests}
        onChange={(guests) => mutate({ guests })}
      />
      {error && <p role="alert">{messageOf(error)}</p>}
    </>
  );
}
