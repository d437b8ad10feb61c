import { DoorOpen, FileDown, LayoutGrid, ListChecks, Users, type LucideIcon } from 'lucide-react';
import { PersonName } from '@/components/scan/PersonName';
import { GlassPanel } from '@/components/ui/GlassPanel';
import { withoutTurns } from '@/lib/bidi';
import { formatClock, formatDay, formatExact, formatMinutes } from '@/lib/format';
import type { ActivityView } from '@/live/protocol.gen';
import { aboutOf } from './about';
import type { Change } from './Filters';
import styles from './Lines.module.css';
import type { Kind } from './query';
import { words } from './words';

const PICTURES: Readonly<Record<Kind, LucideIcon>> = { access: DoorOpen, scan: LayoutGrid, people: Users, decision: ListChecks, export: FileDown };

type LinesProps = { lines: readonly ActivityView[]; onChange: Change };

/** The lines of the log, day by day. */
export function Lines({ lines, onChange }: LinesProps) {
  return daysOf(lines).map(([day, ofDay]) => (
    <section key={day} className={styles.day} aria-labelledby={`day-${day}`}>
      <h2 id={`day-${day}`} className={styles.date}>
        {dayWord(day)}
      </h2>
      <GlassPanel as="section" className={styles.panel}>
        <ol className={styles.lines}>
          {ofDay.map((line) => (
            <Line key={line.id} line={line} onChange={onChange} />
          ))}
        </ol>
      </GlassPanel>
    </section>
  ));
}

function Line({ line, onChange }: { line: ActivityView; onChange: Change }) {
  const Picture = PICTURES[line.kind];
  const { by, scan } = line;
  const about = aboutOf(line);
  return (
    <li className={styles.line}>
      <time className={styles.time} dateTime={line.at} title={formatExact(line.at)}>
        {line.since ? formatMinutes(line.since, line.at) : formatClock(line.at)}
      </time>
      <Picture className={styles.picture} size={16} aria-hidden="true" />
      <button type="button" className={styles.who} title={words.only(by.name)} onClick={() => onChange({ by: by.id })}>
        <PersonName person={by} />
      </button>
      <span className={styles.what}>
        <span className={styles.did}>
          {words.deed[line.deed]}
          {scan && line.kind !== 'scan' && ` ${words.in}`}
        </span>
        {scan && (
          <button type="button" className={styles.where} title={words.onlyIn(withoutTurns(scan.name))} onClick={() => onChange({ scan: scan.id })}>
            <bdi>{withoutTurns(scan.name)}</bdi>
          </button>
        )}
      </span>
      <span className={styles.about} dir="auto">
        {about}
      </span>
    </li>
  );
}

/** The lines in their order, by the reader's own days. */
function daysOf(lines: readonly ActivityView[]): [day: string, lines: ActivityView[]][] {
  const days = new Map<string, ActivityView[]>();
  for (const line of lines) {
    const day = new Date(line.at).toDateString();
    const ofDay = days.get(day);
    if (ofDay) ofDay.push(line);
    else days.set(day, [line]);
  }
  return [...days];
}

function dayWord(day: string): string {
  const now = new Date();
  if (day === now.toDateString()) return words.today;
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === yesterday.toDateString() ? words.yesterday : formatDay(day);
}
