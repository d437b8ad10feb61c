import { useEffect, useState, useSyncExternalStore } from 'react';
import { useDesk } from './deskContext';
import { Dock } from './Dock';
import { FilterField } from './FilterField';
import { Lane } from './Lane';
import { OutcomeBar, ProgressBar } from './ManyBar';
import { useRoom } from './roomContext';
import { SelectionBar } from './SelectionBar';
import { useSelectedCount, type ManyAction } from './useMany';
import { words } from './words';

type FooterProps = {
  narrow: boolean;
  mayDecide: boolean;
  onOpen: () => void;
  onDecide: (action: ManyAction) => void;
};

/** What lies under the grid: the lane, or what is to be said of many at once. Nothing above it moves for that. */
export function Footer({ narrow, mayDecide, onOpen, onDecide }: FooterProps) {
  const { filter, verdicts } = useDesk().desk;
  const { many } = verdicts;
  const isOn = useSyncExternalStore(filter.onChange, () => filter.isOn);
  const isLooking = useRoom().overlay === 'filter';
  const selected = useSelectedCount();
  const progress = useSyncExternalStore(many.onChange, () => many.progress);
  const outcome = useSyncExternalStore(many.onChange, () => many.outcome);
  return (
    <>
      {/* In the lane it has a place; here nothing that is selected or has been decided takes its own. */}
      {narrow && (isLooking || isOn) && <FilterField touch />}
      {/* Whoever looks for something types at once: those letters must find the field, and not decide what is selected. */}
      {!narrow && isLooking ? (
        <Lane mayDecide={mayDecide} />
      ) : progress ? (
        <ProgressBar progress={progress} />
      ) : outcome ? (
        <OutcomeBar outcome={outcome} mayDecide={mayDecide} narrow={narrow} onOpen={onOpen} />
      ) : selected > 0 ? (
        <SelectionBar selected={selected} mayDecide={mayDecide} narrow={narrow} onDecide={onDecide} />
      ) : narrow ? (
        <Dock mayDecide={mayDecide} onOpen={onOpen} />
      ) : (
        <Lane mayDecide={mayDecide} />
      )}
      <Voice said={outcome ? words.many.outcome(outcome) : selected > 0 ? words.many.selected(selected, false) : ''} />
    </>
  );
}

/** A count that runs is not read aloud at each step. */
const RESTS_MS = 500;

/** Always there, so that what changes in it is announced. */
function Voice({ said }: { said: string }) {
  const [aloud, setAloud] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAloud(said), RESTS_MS);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <p className="sr-only" role="status">
      {aloud}
    </p>
  );
}
