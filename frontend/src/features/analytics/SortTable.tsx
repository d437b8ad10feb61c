import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import { Card } from './Card';
import { SaveMenu } from './SaveMenu';
import type { Table } from './save';
import { isDown, keyOf, pressed, sorted, type Column } from './sorting';
import styles from './SortTable.module.css';
import { useView } from './viewContext';
import { words } from './words';

/** So many rows stand beside another table; a few more are shown at once, too, since a button takes the room of one. */
const FEW = 10;
const FEW_MORE = 2;

export type ShownColumn<Row> = Column<Row> & { readonly show: (row: Row) => ReactNode };

type SortTableProps<Row> = {
  title: string;
  /** The server's name of it: in the page's address it holds how the table is sorted. */
  table: Table;
  /** The first names the row. */
  columns: readonly ShownColumn<Row>[];
  /** Of many, those beside another table show a few at first. On paper all are there. */
  rows: readonly Row[];
  keyOfRow: (row: Row, index: number) => string;
  /** As the server sorts it. */
  usual: string;
  /** What is said where there are no rows, and below those that are shown. */
  none?: string;
  note?: string | null;
  wide?: boolean;
  /** Ends where its rows do, whatever stands beside it. */
  short?: boolean;
};

/** A table that is sorted by what is pressed. */
export function SortTable<Row>({ title, table, columns, rows, keyOfRow, usual, none, note, wide = false, short = false }: SortTableProps<Row>) {
  const [search, setSearch] = useSearchParams();
  const id = useId();
  const { isPaper } = useView();
  const [isWhole, setWhole] = useState(false);
  const sort = search.get(table) ?? usual;
  const isLong = !wide && rows.length > FEW + FEW_MORE;
  const isCut = isLong && !isWhole && !isPaper;
  const ordered = sorted(rows, columns, sort);
  const sortBy = (column: Column<Row>) => {
    setSearch((now) => new URLSearchParams([...[...now].filter(([name]) => name !== table), [table, pressed(column, rows, sort)]]), { replace: true });
  };
  return (
    <Card title={title} wide={wide} short={short} tools={rows.length > 0 && <SaveMenu title={title} name={table} json={rows} table={table} />}>
      {rows.length === 0 ? (
        <p className={styles.note}>{none}</p>
      ) : (
        // It moves sideways where there is no room for all of it, and a keyboard has to come to it.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
        <div className={cx(styles.box, columns.length > 4 && styles.many)} role="group" aria-labelledby={id} tabIndex={0}>
          <table className={styles.table}>
            <caption id={id} className="sr-only">
              {title}
            </caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <Head key={column.key} column={column} sort={sort} isPaper={isPaper} onPress={() => sortBy(column)} />
                ))}
              </tr>
            </thead>
            <tbody>
              {(isCut ? ordered.slice(0, FEW) : ordered).map((row, index) => (
                <tr key={keyOfRow(row, index)}>
                  {columns.map(({ key, value, show }, place) =>
                    place === 0 ? (
                      <th key={key} scope="row">
                        {show(row)}
                      </th>
                    ) : (
                      <td key={key} className={cx(!value && 'on-screen')}>
                        {show(row)}
                      </td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {isLong && (
        <Button className={cx(styles.whole, 'on-screen')} size="dense" look="plain" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? words.showFewer : note ? words.showMost(rows.length) : words.showAll(rows.length)}
        </Button>
      )}
      {note && !isCut && <p className={styles.note}>{note}</p>}
    </Card>
  );
}

type HeadProps<Row> = { column: Column<Row>; sort: string; isPaper: boolean; onPress: () => void };

function Head<Row>({ column: { key, title, value }, sort, isPaper, onPress }: HeadProps<Row>) {
  if (!value) {
    return (
      <th scope="col" className="on-screen">
        <span className={styles.plain}>{title}</span>
      </th>
    );
  }
  const isSorted = keyOf(sort) === key;
  const Arrow = isDown(sort) ? ArrowDown : ArrowUp;
  // A head is printed again on each page that its table goes on to; browsers leave out what is a button.
  if (isPaper) return <th scope="col">{title}</th>;
  return (
    <th scope="col" aria-sort={isSorted ? (isDown(sort) ? 'descending' : 'ascending') : undefined}>
      <button type="button" className={styles.head} onClick={onPress}>
        {title}
        <Arrow className={cx(styles.arrow, isSorted && styles.sorted)} size={13} aria-hidden="true" />
      </button>
    </th>
  );
}
