import { ArrowUp, ListFilter } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import { Skeleton } from '@/components/ui/Skeleton';
import { cx } from '@/lib/cx';
import { messageOf } from '@/lib/problem';
import { words as shared } from '@/lib/words';
import { useMedia } from '../useMedia';
import type { Change } from './Filters';
import { Heads } from './Heads';
import { isFiltered, withoutFilters, type ListQuery } from './query';
import { Row } from './Row';
import { useFresh } from './useFresh';
import { rowsToDraw, useRowWindow } from './useRowWindow';
import type { TaskPages } from './useTaskPages';
import { words } from './words';
import styles from './Tasks.module.css';

/** In rem: what a row takes, on a phone a card, and one in which each thing has a line of its own. */
const ROW = 2.75;
const CARD = 7.75;
const TALL_CARD = 11.75;
/** Of a small phone, or with large letters. */
const TIGHT = '(width < 18rem)';
/** So many answers without a match are waited for before the reader is asked whether to go on. */
const BARREN_AT_MOST = 8;
const SHAPES = 8;

type TasksProps = {
  query: ListQuery;
  pages: TaskPages;
  narrow: boolean;
  /** The task beside the list, by the end of its id. */
  opened: string | null;
  onChange: Change;
  onOpen: (id: string) => void;
};

/** The rows: of thousands, those that are in sight. */
export function Tasks({ query, pages, narrow, opened, onChange, onOpen }: TasksProps) {
  const pane = useRef<HTMLDivElement>(null);
  const { tasks, data, error, isPending, refetch } = pages;
  const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const tight = useMedia(TIGHT);
  const height = Math.round((tight ? TALL_CARD : narrow ? CARD : ROW) * rem);
  const { first, end } = useRowWindow(pane, tasks.length, height);
  const [focused, setFocused] = useState<string | null>(null);
  const drawn = rowsToDraw(first, end, focused === null ? -1 : tasks.findIndex(({ id }) => id === focused), tasks.length);
  const fresh = useFresh(query, pages);
  useReadingOn(pages, end);

  const showFresh = () => {
    void refetch();
    pane.current?.scrollTo({ top: query.sort.startsWith('-') ? 0 : pane.current.scrollHeight });
  };

  return (
    <div className={styles.frame}>
      {fresh > 0 && (
        <div className={cx(styles.row, styles.fresh)} data-narrow={narrow ? '' : undefined}>
          <Button tone="accent" look="solid" size="dense" title={words.freshHint} icon={<ArrowUp size={14} aria-hidden="true" />} onClick={showFresh}>
            {words.fresh(fresh)}
          </Button>
        </div>
      )}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys bubble up here from the rows' buttons, which all work without them */}
      <div
        ref={pane}
        role="table"
        aria-label={words.name}
        aria-rowcount={pages.hasNextPage ? -1 : tasks.length + 1}
        aria-busy={pages.isFetching || undefined}
        className={styles.pane}
        data-narrow={narrow ? '' : undefined}
        onKeyDown={moveByArrows}
        onFocus={({ target }) => setFocused(target.closest<HTMLElement>('[data-task]')?.dataset.task ?? null)}
        onBlur={() => setFocused(null)}
      >
        <Heads sort={query.sort} narrow={narrow} onSort={(sort) => onChange({ sort })} />
        <div role="rowgroup" className={styles.rows} style={{ blockSize: tasks.length * height }}>
          {drawn.map((index) => {
            const task = tasks[index];
            return (
              task && (
                <Row
                  key={task.id}
                  task={task}
                  index={index}
                  height={height}
                  isOpen={opened !== null && task.id.endsWith(`.${opened}`)}
                  onOpen={onOpen}
                />
              )
            );
          })}
        </div>
      </div>
      {isPending && <Shapes />}
      {error && !data && (
        <EmptyState title={words.failed} actions={<Button onClick={() => void refetch()}>{shared.tryAgain}</Button>}>
          <p>{messageOf(error)}</p>
        </EmptyState>
      )}
      {data && tasks.length === 0 && !pages.hasNextPage && <Nothing query={query} onChange={onChange} />}
      {data && <Further pages={pages} />}
    </div>
  );
}

const emptyAtEnd = ({ data }: TaskPages): number => {
  const pages = data?.pages ?? [];
  return pages.length - 1 - pages.findLastIndex(({ items }) => items.length > 0);
};

/** Read the next page when the end of what was read comes near. */
function useReadingOn(pages: TaskPages, end: number): void {
  const { tasks, hasNextPage, isFetching, isError, fetchNextPage } = pages;
  const isNear = end >= tasks.length;
  const isBarren = emptyAtEnd(pages) >= BARREN_AT_MOST;
  useEffect(() => {
    if (isNear && hasNextPage && !isFetching && !isError && !isBarren) void fetchNextPage();
  }, [isNear, hasNextPage, isFetching, isError, isBarren, fetchNextPage]);
}

/** What stands below the last row while there is more. */
function Further({ pages }: Pick<TasksProps, 'pages'>) {
  if (!pages.hasNextPage) return null;
  const goOn = () => void pages.fetchNextPage();
  if (pages.isFetchNextPageError) {
    return (
      <p className={styles.further} role="alert">
        {messageOf(pages.error)} <Button size="dense" onClick={goOn}>{shared.tryAgain}</Button>
      </p>
    );
  }
  if (pages.isFetchingNextPage) return <p className={styles.further}>{words.reading}</p>;
  if (emptyAtEnd(pages) < BARREN_AT_MOST) return null;
  return (
    <p className={styles.further}>
      {words.goOnText} <Button size="dense" onClick={goOn}>{words.goOn}</Button>
    </p>
  );
}

function Nothing({ query, onChange }: Pick<TasksProps, 'query' | 'onChange'>) {
  const filtered = isFiltered(query);
  return (
    <EmptyState
      picture={<ListFilter size={28} aria-hidden="true" />}
      title={filtered ? words.noMatchTitle : words.noneTitle}
      actions={filtered && <Button onClick={() => onChange(withoutFilters(query))}>{words.clear}</Button>}
    >
      <p>{filtered ? words.noMatchText : words.noneText}</p>
    </EmptyState>
  );
}

function Shapes() {
  return (
    <div className={styles.shapes} role="status" aria-label={words.loading}>
      {Array.from({ length: SHAPES }, (_, row) => (
        <Skeleton key={row} height="1.75rem" />
      ))}
    </div>
  );
}

/** Up and down go from row to row; some more than are in sight are always drawn. */
function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLElement)) return;
  const row = event.target.closest<HTMLElement>('[aria-rowindex]');
  if (!row) return;
  const next = event.currentTarget.querySelector<HTMLElement>(`[aria-rowindex="${Number(row.getAttribute('aria-rowindex')) + step}"] button`);
  if (!next) return;
  event.preventDefault();
  next.focus();
}
