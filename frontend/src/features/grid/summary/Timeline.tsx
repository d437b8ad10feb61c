import { StatusMark } from '@/components/ui/StatusMark';
import { cx } from '@/lib/cx';
import { formatClock, formatExact, formatNumber } from '@/lib/format';
import { words as shared } from '@/lib/words';
import type { ScanSummary, TimeStep } from '@/live/protocol.gen';
import { Part } from './Part';
import { Table } from './Table';
import styles from './Timeline.module.css';
import { VERDICTS, verdictsOf } from './verdictsOf';
import { VerdictHeads } from './VerdictHeads';
import { words } from './words';

type Line = NonNullable<ScanSummary['timeline']>;

const DAY_MS = 86_400_000;
/** In units of the picture: it is stretched to the page's width. */
const STEP = 10;
const BAR = 3.8;
const DECIDED_AT = 5.2;
const HEIGHT = 100;
/** A picture of two steps would be two walls. */
const STEPS_AT_LEAST = 12;

/** When tasks arrived and when they were decided: a picture, and the same as a table. */
export function Timeline({ scanId, line }: { scanId: string; line: Line }) {
  const { steps } = line;
  const most = Math.max(1, ...steps.flatMap((step) => [step.arrived, verdictsOf(step)]));
  const timeOf = timesOf(line);
  const room = Math.max(steps.length, STEPS_AT_LEAST);
  return (
    <Part title={words.timeline.title} table={{ scanId, name: 'timeline' }} note={words.timeline.note}>
      <ul className={styles.legend}>
        <li className={styles.arrived}>
          <i /> {words.timeline.arrived}
        </li>
        {VERDICTS.map((status) => (
          <li key={status}>
            <StatusMark mark={status} /> {shared.status[status]}
          </li>
        ))}
      </ul>
      <div className={styles.chart}>
        <span className={styles.most}>{formatNumber(most)}</span>
        <svg
          role="img"
          aria-label={words.timeline.says(steps.length, line.seconds)}
          viewBox={`0 0 ${room * STEP} ${HEIGHT}`}
          preserveAspectRatio="none"
          className={styles.picture}
        >
          {steps.map((step, index) => (
            <Bars key={index} step={step} left={index * STEP} unit={HEIGHT / most} name={words.timeline.step(timeOf(index), step)} />
          ))}
        </svg>
        <p className={styles.times}>
          {[0, room / 2, room].map((at) => (
            <time key={at}>{timeOf(at)}</time>
          ))}
        </p>
      </div>
      {/* On paper nobody opens it. */}
      <details className={cx(styles.details, 'on-screen')}>
        <summary>{words.timeline.asTable}</summary>
        <StepTable line={line} />
      </details>
    </Part>
  );
}

type BarsProps = { step: TimeStep; left: number; unit: number; name: string };

/** What arrived, and beside it what was decided, stacked. */
function Bars({ step, left, unit, name }: BarsProps) {
  const topOf = (last: number) => HEIGHT - unit * VERDICTS.slice(0, last + 1).reduce((sum, status) => sum + step[status], 0);
  return (
    <g>
      <title>{name}</title>
      <rect className={styles.whole} x={left} y={0} width={STEP} height={HEIGHT} />
      <rect className={styles.arrivedBar} x={left + 1} y={HEIGHT - step.arrived * unit} width={BAR} height={step.arrived * unit} />
      {VERDICTS.map((status, index) => (
        <rect key={status} className={styles[status]} x={left + DECIDED_AT} y={topOf(index)} width={BAR} height={step[status] * unit} />
      ))}
    </g>
  );
}

function StepTable({ line }: { line: Line }) {
  const timeOf = timesOf(line);
  return (
    <Table name={words.timeline.title}>
      <thead>
        <tr>
          <th scope="col">{words.timeline.from}</th>
          <th scope="col">{words.timeline.arrived}</th>
          <VerdictHeads />
        </tr>
      </thead>
      <tbody>
        {line.steps.map((step, index) => (
          <tr key={index}>
            <th scope="row">
              <time>{timeOf(index)}</time>
            </th>
            <td>{formatNumber(step.arrived)}</td>
            {VERDICTS.map((status) => (
              <td key={status}>{formatNumber(step[status])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Where each step begins: the time of day, with the date where it takes more than one day. */
function timesOf({ since, seconds, steps }: Line): (index: number) => string {
  const format = steps.length * seconds * 1000 > DAY_MS ? formatExact : formatClock;
  return (index) => format(new Date(Date.parse(since) + index * seconds * 1000).toISOString());
}
