import { Search, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { useBoard, useDesk } from './deskContext';
import { focusCurrent } from './hand';
import { useRoom } from './roomContext';
import { KeyOf, useShortcut } from './shortcuts';
import { words } from './words';
import styles from './FilterField.module.css';

/** A count that runs is not read aloud at each step. */
const RESTS_MS = 600;

/** Find among what waits: what matches comes first and stays bright, and nothing is hidden. */
export function FilterField({ touch = false }: { /** For a thumb, over the whole width. */ touch?: boolean }) {
  const { desk } = useDesk();
  const shortcut = useShortcut();
  const { overlay, show } = useRoom();
  const field = useRef<HTMLInputElement>(null);
  const query = useSyncExternalStore(desk.filter.onChange, () => desk.filter.query);
  const isOn = useSyncExternalStore(desk.filter.onChange, () => desk.filter.isOn);
  const wanted = overlay === 'filter';

  useLayoutEffect(() => {
    if (!wanted) return;
    field.current?.focus();
    field.current?.select();
  }, [wanted]);

  const leave = () => {
    desk.look('');
    focusCurrent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') leave();
    else if (event.key === 'Enter' || event.key === 'ArrowDown') focusCurrent();
    else return;
    event.preventDefault();
  };

  return (
    <div className={cx(styles.filter, touch && styles.touch)} role="search">
      <Search size={15} aria-hidden="true" />
      <input
        ref={field}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={words.filter.label}
        placeholder={words.filter.placeholder}
        {...shortcut('filter')}
        value={query}
        onChange={(event) => desk.look(event.target.value)}
        onKeyDown={onKeyDown}
        onFocus={() => show('filter')}
        onBlur={() => show(null)}
      />
      {isOn ? <Found /> : <KeyOf act="filter" />}
      {(isOn || touch) && (
        <IconButton label={words.filter.clear} size={touch ? 'touch' : 'dense'} onClick={leave}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
    </div>
  );
}

/** How many match, and of how many. */
function Found() {
  const { desk } = useDesk();
  const waiting = useBoard((board) => board.waiting.length);
  const found = useBoard(() => desk.matching().length);
  const query = useSyncExternalStore(desk.filter.onChange, () => desk.filter.query);
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSaid(words.filter.said(found, waiting)), RESTS_MS);
    return () => clearTimeout(timer);
    // Arrivals are told in sums by the announcer: here, only what was looked for.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the counts are those of the moment in which the search rests
  }, [query]);
  return (
    <>
      <span className={styles.found} aria-hidden="true">
        {words.filter.found(found, waiting)}
      </span>
      <span className="sr-only" role="status">
        {said}
      </span>
    </>
  );
}
