import { Table2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Plot, type Point } from '@/components/charts/Plot';
import { Toggle } from '@/components/ui/Toggle';
import { cx } from '@/lib/cx';
import { Card } from './Card';
import styles from './ChartCard.module.css';
import type { ChartView } from './charts';
import { SaveMenu } from './SaveMenu';
import { useView } from './viewContext';
import { words } from './words';

const HEIGHT = 220;
/** What a sheet of paper is wide, without its edges. */
const PAPER_WIDTH = 650;

/** A picture, and the same as a table: that is always there for who does not see the picture, and on paper. */
export function ChartCard({ view, wide = false }: { view: ChartView; wide?: boolean }) {
  const [isTable, setTable] = useState(false);
  const [point, setPoint] = useState<Point | null>(null);
  const { isPaper } = useView();
  const { title, says, data, options } = view;
  const tools = (
    <>
      <Toggle className={styles.asTable} isOn={isTable} onPress={() => setTable(!isTable)}>
        <Table2 size={15} aria-hidden="true" />
        {words.chart.asTable}
        <span className="sr-only">: {title}</span>
      </Toggle>
      <SaveMenu title={title} name={view.name} json={view.json} table={view.table} chart={view} />
    </>
  );
  return (
    <Card title={title} tools={tools} wide={wide}>
      <Legend view={view} />
      <div className={styles.frame}>
        <Plot data={data} options={options} height={HEIGHT} width={isPaper ? PAPER_WIDTH : undefined} says={says} onPoint={setPoint} />
        {point && <Tip view={view} point={point} />}
      </div>
      <StepTable view={view} isShown={isTable} />
    </Card>
  );
}

function Legend({ view: { legend } }: { view: ChartView }) {
  if (legend.length === 0) return null;
  return (
    <ul className={styles.legend}>
      {legend.map(({ label, token, dashed }) => (
        <li key={label}>
          <i className={cx(dashed && styles.dashed)} style={{ color: `var(${token})` }} /> {label}
        </li>
      ))}
    </ul>
  );
}

/** What is under the pointer, in numbers. */
function Tip({ view: { rows, columns }, point: { place, x } }: { view: ChartView; point: Point }) {
  const row = rows[place];
  if (!row) return null;
  return (
    <div className={styles.layer} aria-hidden="true">
      <span className={styles.at} style={{ insetInlineStart: x }}>
        <div className={cx('glass-live', styles.tip)} data-place={place > rows.length / 2 ? 'before' : 'behind'}>
          <p className={styles.when} dir="auto">
            {row.head}
          </p>
          {row.cells.map((cell, index) => (
            <p key={columns[index + 1]} dir="auto">
              {columns[index + 1]} <b>{cell}</b>
            </p>
          ))}
        </div>
      </span>
    </div>
  );
}

function StepTable({ view: { title, columns, rows }, isShown }: { view: ChartView; isShown: boolean }) {
  const id = useId();
  const table = (
    <table className={styles.table}>
      <caption id={id} className="sr-only">
        {words.chart.asTableOf(title)}
      </caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ head, cells, isEmpty }, row) => (
          <tr key={row} className={cx(isEmpty && 'on-screen')}>
            <th scope="row">
              <time>{head}</time>
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!isShown) return <div className={cx('sr-only', styles.box)}>{table}</div>;
  return (
    // It scrolls, and a keyboard has to come to it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- see above
    <div className={cx(styles.box, styles.shown)} role="group" aria-labelledby={id} tabIndex={0}>
      {table}
    </div>
  );
}
