import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/Button';
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
  const where = lines.find((line) => line.scan?.id === scan)?.scan?.name ?? words.someScan;
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <Choice label={words.kinds}>
        <Option isOn={kind === null} onPress={() => onChange({ kind: null })}>
          {words.all}
        </Option>
        {KINDS.map((each) => (
          <Option key={each} isOn={kind === each} onPress={() => onChange({ kind: each })}>
            {words.kind[each]}
          </Option>
        ))}
      </Choice>
      <Choice label={words.days}>
        {DAYS.map((each) => (
          <Option key={each} isOn={days === each} onPress={() => onChange({ days: each })}>
            {words.back(each)}
          </Option>
        ))}
        <Option isOn={days === null} onPress={() => onChange({ days: null })}>
          {words.anyTime}
        </Option>
      </Choice>
      {by !== null && <Only words={words.only(name)} onClear={() => onChange({ by: null })} />}
      {scan !== null && <Only words={words.onlyIn(where)} onClear={() => onChange({ scan: null })} />}
    </form>
  );
}

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={styles.choice}>
      <legend className="sr-only">{label}</legend>
      {children}
    </fieldset>
  );
}

function Option({ isOn, onPress, children }: { isOn: boolean; onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.option} aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}

function Only({ words: said, onClear }: { words: string; onClear: () => void }) {
  return (
    <Button look="ghost" tone="accent" icon={<X size={15} aria-hidden="true" />} aria-label={words.noLonger(said)} onClick={onClear}>
      <bdi>{said}</bdi>
    </Button>
  );
}
