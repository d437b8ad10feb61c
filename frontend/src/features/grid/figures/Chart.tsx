import { useMemo } from 'react';
import { Plot, type PlotOptions } from '@/components/charts/Plot';
import { formatClock, formatNumber } from '@/lib/format';
import type { Lines } from './figures';
import styles from './Figures.module.css';
import { asData } from './lines';
import { words } from './words';

const HEIGHT = 140;

type ChartProps = {
  title: string;
  says: string;
  data: Lines;
  options: PlotOptions;
  /** The same in few rows, and what is in each column. */
  rows: Lines;
  columns: readonly string[];
};

/** A picture, and the same as a table. */
export function Chart({ title, says, data, options, rows, columns }: ChartProps) {
  const [first, ...lines] = columns;
  const plotted = useMemo(() => asData(data), [data]);
  return (
    <section className={styles.section}>
      <h3>{title}</h3>
      {lines.length > 1 && (
        <ul className={styles.legend}>
          {lines.map((line, index) => (
            <li key={line} className={styles[`pen${index}`]}>
              <i /> {line}
            </li>
          ))}
        </ul>
      )}
      <Plot data={plotted} options={options} height={HEIGHT} says={says} />
      <details className={styles.details}>
        <summary>
          {words.asTable}
          <span className="sr-only">: {title}</span>
        </summary>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{first}</th>
              {lines.map((line) => (
                <th key={line} scope="col">
                  {line}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.times.map((time, index) => (
              <tr key={time}>
                <th scope="row">
                  <time>{formatClock(new Date(time * 1000).toISOString())}</time>
                </th>
                {rows.lines.map((line, which) => (
                  <td key={lines[which]}>{formatNumber(line[index] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
