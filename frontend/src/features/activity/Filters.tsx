import { X } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { Toggle, Toggles } from '@/components/ui/Toggle';
import { withoutTurns } from '@/lib/bidi';
import type { ActivityView } from '@/live/protocol.gen';
import styles from './Filters.module.css';
import { DAYS, KINDS, type LogQuery } from './query';
import { words } from './words';

export type Change = (part: Partial<LogQuery>) => void;

type FiltersProps = {
  query: LogQuery;
  /** What is shown: the names of the one person and the one scan are found there. */
  lines: readonly ActivityView[];
  onChange: Change;
};

/** What narrows the log: a kind, a time, and the person or scan that was pressed in it. */
export function Filters({ query, lines, onChange }: FiltersProps) {
  const { kind, days, by, scan } = query;
  const name = lines.find((line) => line.by.id === by)?.by.name ?? words.somebody;
  const where = withoutTurns(lines.find((line) => line.scan?.id === scan)?.scan?.name ?? words.someScan);
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <Toggles label={words.kinds}>
        <Toggle isOn={kind === null} onPress={() => onChange({ kind: null })}>
          {words.all}
        </Toggle>
        {KINDS.map((each) => (
          <Toggle key={each} isOn={kind === each} onPress={() => onChange({ kind: each })}>
            {words.kind[each]}
          </Toggle>
        ))}
      </Toggles>
      <Toggles label={words.days}>
        {DAYS.map((each) => (
          <Toggle key={each} isOn={days === each} onPress={() => onChange({ days: each })}>
            {words.back(each)}
          </Toggle>
        ))}
        <Toggle isOn={days === null} onPress={() => onChange({ days: null })}>
          {words.anyTime}
        </Toggle>
      </Toggles>
      {by !== null && <Only words={words.only(name)} onClear={() => onChange({ by: null })} />}
      {scan !== null && <Only words={words.onlyIn(where)} onClear={() => onChange({ scan: null })} />}
    </form>
  );
}

function Only({ words: said, onClear }: { words: string; onClear: () => void }) {
  return (
    <Button look="ghost" tone="accent" icon={<X size={15} aria-hidden="true" />} aria-label={words.noLonger(said)} onClick={onClear}>
      <bdi>{said}</bdi>
    </Button>
  );
}
