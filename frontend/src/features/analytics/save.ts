import { showToast } from '@/components/ui/toast';
import { messageOf } from '@/lib/problem';
import { saveBlob, saveFile } from '@/lib/saveFile';
import type { AnalyticsReport, ScanView } from '@/live/protocol.gen';
import type { ChartView } from './charts';
import { daysOfReport } from './period';
import type { AnalyticsQuery } from './query';
import { asked } from './useReport';
import { words } from './words';

export type Table = 'steps' | 'waits' | 'reasons' | 'workers' | 'moderators' | 'scans';

type Of = { report: AnalyticsReport; scan: ScanView | null };

/** Save one of the server's tables, whole. Several charts are of the same one, so it is called by what is shown. */
export function saveTable(title: string, table: Table, query: AnalyticsQuery, of: Of): void {
  saveFile(`/analytics/${table}.csv?${asked(query)}`, `${fileName(title, of)}.csv`).catch(tell);
}

/** Save what is shown, with what it is of. */
export function saveData(title: string, name: string, data: unknown, { report, scan }: Of): void {
  const { from, to, zone } = report;
  const text = JSON.stringify({ from, to, zone, ...(scan !== null && { scan: scan.id }), [name]: data }, null, 2);
  saveBlob(new Blob([text], { type: 'application/json' }), `${fileName(title, { report, scan })}.json`);
}

/** Save a chart as it looks, with its title and what it is of. */
export function savePicture(view: ChartView, about: string, of: Of): void {
  // What paints it is fetched when somebody wants it.
  import('./picture')
    .then(({ paintPicture }) => paintPicture(view, about))
    .then((picture) => {
      if (picture) saveBlob(picture, `${fileName(view.title, of)}.png`);
      else showToast({ mark: 'warning', text: words.chart.noPicture });
    })
    .catch(tell);
}

const tell = (error: unknown) => showToast({ mark: 'warning', text: messageOf(error) });

/** Called as the server calls its tables: by the scan, what it is, and the days that it is of, the last one too. */
function fileName(title: string, { report, scan }: Of): string {
  const { from, to } = daysOfReport(report).now;
  return [scan?.name ?? words.scans.all, title, from, ...(to === from ? [] : ['to', to])].join(' ');
}
