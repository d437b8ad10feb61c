import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { TextField } from '@/components/ui/Field';
import { SearchField } from '@/components/ui/SearchField';
import { StatusMark } from '@/components/ui/StatusMark';
import { Toggle, Toggles } from '@/components/ui/Toggle';
import { cx } from '@/lib/cx';
import { words as shared } from '@/lib/words';
import { useScanState } from '@/live/hooks';
import type { TaskStatus } from '@/live/protocol.gen';
import { useBoard, useCountedAs, useDesk } from '../deskContext';
import { detailsSet, isFiltered, STATUSES, withoutFilters, type ListQuery } from './query';
import type { TaskPages } from './useTaskPages';
import { words } from './words';
import styles from './Filters.module.css';

export type Change = (part: Partial<ListQuery>, how?: 'typed' | 'pressed') => void;

type FiltersProps = {
  query: ListQuery;
  pages: TaskPages;
  narrow: boolean;
  onChange: Change;
};

/** What narrows the list. The states and the search are in sight, the rest where it is asked for. */
export function Filters({ query, pages, narrow, onChange }: FiltersProps) {
  const set = detailsSet(query);
  const [more, setMore] = useState(set > 0 && !narrow);
  return (
    <form className={styles.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <div className={styles.row}>
        <Toggles label={words.statuses} className={styles.statuses}>
          {STATUSES.map((status) => (
            <StatusToggle key={status} status={status} query={query} onChange={onChange} />
          ))}
        </Toggles>
        <SearchField
          size="dense"
          className={styles.search}
          label={words.text}
          placeholder={words.textPlaceholder}
          value={query.text}
          onChange={(text) => onChange({ text }, 'typed')}
        />
        <Button
          look="plain"
          aria-expanded={more}
          icon={<ChevronDown size={15} aria-hidden="true" className={cx(styles.chevron, more && styles.up)} />}
          onClick={() => setMore(!more)}
        >
          {!more && set > 0 ? words.moreSet(set) : words.more}
        </Button>
        {isFiltered(query) && (
          <Button look="plain" onClick={() => onChange(withoutFilters(query))}>
            {words.clear}
          </Button>
        )}
        <output className={styles.count}>{pages.data && <Shown query={query} pages={pages} />}</output>
      </div>
      {more && <Details query={query} narrow={narrow} onChange={onChange} />}
    </form>
  );
}

/** How many there are, of how many. Until the last one is read, at least so many. */
function Shown({ query, pages }: Pick<FiltersProps, 'query' | 'pages'>) {
  const all = useBoard(({ totals }) => STATUSES.reduce((sum, status) => sum + totals[status], 0));
  if (!isFiltered(query)) return words.all(all);
  return words.shown(pages.tasks.length, pages.hasNextPage, all);
}

type StatusToggleProps = { status: TaskStatus; query: ListQuery; onChange: Change };

function StatusToggle({ status, query, onChange }: StatusToggleProps) {
  const as = useCountedAs(status);
  const isOn = query.statuses.includes(status);
  const toggle = () =>
    onChange({ statuses: STATUSES.filter((each) => (each === status ? !isOn : query.statuses.includes(each))) });
  return (
    <Toggle isOn={isOn} className={cx(styles.status, styles[status])} onPress={toggle}>
      <StatusMark mark={status} /> {shared.status[as]}
    </Toggle>
  );
}

function Details({ query, narrow, onChange }: Omit<FiltersProps, 'pages'>) {
  const { live } = useDesk();
  const hasLists = useScanState(live, ({ scan }) => (scan?.reasons_version ?? 1) > 1);
  const field = (name: 'author' | 'reason' | 'list' | 'from' | 'to') => ({
    label: words[name],
    type: name === 'from' || name === 'to' ? 'datetime-local' : 'search',
    value: query[name],
    maxLength: 200,
    autoComplete: 'off',
    onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }, 'typed'),
  });
  return (
    <div className={cx(styles.details, narrow && styles.narrow)}>
      <TextField {...field('author')} />
      <TextField {...field('reason')} />
      {(hasLists || query.list !== '') && <div className={styles.list}><TextField {...field('list')} inputMode="numeric" /></div>}
      <TextField {...field('from')} />
      <TextField {...field('to')} />
    </div>
  );
}
