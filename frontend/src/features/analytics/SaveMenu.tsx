import { Download } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import { Menu } from '@/components/ui/Menu';
import type { ChartView } from './charts';
import { saveData, savePicture, saveTable, type Table } from './save';
import { useView } from './viewContext';
import { words } from './words';

type SaveMenuProps = {
  title: string;
  /** As the data is named in its file, and what it is. */
  name: string;
  json: unknown;
  table: Table;
  /** What is painted, where anything is. */
  chart?: ChartView;
};

/** What is shown, as a file. */
export function SaveMenu({ title, name, json, table, chart }: SaveMenuProps) {
  const { query, report, scan, about } = useView();
  const of = { report, scan };
  const files = [
    ...(chart ? [{ label: words.chart.png, onSelect: () => savePicture(chart, about, of) }] : []),
    { label: words.chart.csv, onSelect: () => saveTable(title, table, query, of) },
    { label: words.chart.json, onSelect: () => saveData(title, name, json, of) },
  ];
  return (
    <Menu
      label={words.chart.saveOf(title)}
      items={files}
      trigger={(button) => (
        <Button size="dense" look="plain" icon={<Download size={15} aria-hidden="true" />} aria-label={words.chart.saveOf(title)} {...button}>
          {words.chart.save}
        </Button>
      )}
    />
  );
}
