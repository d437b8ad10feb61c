import { ArrowDown, ArrowUp } from 'lucide-react';
import { sortedBy, type Sort } from './query';
import { words } from './words';
import styles from './Tasks.module.css';

type HeadsProps = { sort: Sort; narrow: boolean; onSort: (sort: Sort) => void };

const ORDER = ['number', 'text', 'author', 'status', 'received', 'decided', 'reason'] as const;
/** Whoever came first has the lower number, so that the two heads sort alike. */
const SORTED = { number: 'number', decided: 'changed' } as const;
const HINTS = { number: words.byNumber, changed: words.byChange } as const;

/** The heads of the columns; those that can be sorted by are buttons, and where rows are cards only these are in sight. */
export function Heads({ sort, narrow, onSort }: HeadsProps) {
  return (
    <div role="rowgroup" className={styles.heads}>
      <div role="row" aria-rowindex={1} className={styles.row}>
        {ORDER.map((column) => {
          const by = column === 'number' || column === 'decided' ? SORTED[column] : null;
          return (
            <div key={column} role="columnheader" className={styles[column]} aria-sort={by ? wayOf(by, sort) : undefined}>
              {by ? (
                <button type="button" className={styles.sort} title={HINTS[by]} onClick={() => onSort(sortedBy(by, sort))}>
                  {narrow ? words.sorts[by] : words.columns[column]}
                  {sort === by && <ArrowUp size={13} aria-hidden="true" />}
                  {sort === `-${by}` && <ArrowDown size={13} aria-hidden="true" />}
                </button>
              ) : (
                words.columns[column]
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function wayOf(by: 'number' | 'changed', sort: Sort) {
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : 'none';
}
