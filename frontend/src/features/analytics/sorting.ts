/** By what a table is sorted: a column's key, with a minus before it from the most to the least. */
export type Sort = string;

export type Column<Row> = {
  readonly key: string;
  readonly title: string;
  /** What rows are sorted by; what is null comes last either way. Without it nobody sorts by this column. */
  readonly value?: (row: Row) => string | number | null;
};

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export const keyOf = (sort: Sort): string => sort.replace(/^-/, '');
export const isDown = (sort: Sort): boolean => sort.startsWith('-');

/** Return how rows are sorted after a press on the head of this column: names from A on, numbers from the most; then the other way. */
export function pressed<Row>({ key, value }: Column<Row>, rows: readonly Row[], now: Sort): Sort {
  if (keyOf(now) === key) return isDown(now) ? key : `-${key}`;
  return rows.some((row) => typeof value?.(row) === 'string') ? key : `-${key}`;
}

/** Return the rows in that order; what is equal, and what cannot be sorted by, stays as it was. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort): readonly Row[] {
  const value = columns.find(({ key }) => key === keyOf(sort))?.value;
  if (!value) return rows;
  const way = isDown(sort) ? -1 : 1;
  return rows.toSorted((one, other) => {
    const [first, second] = [value(one), value(other)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return way * (typeof first === 'number' && typeof second === 'number' ? first - second : names.compare(String(first), String(second)));
  });
}
