import { ChartNoAxesColumn } from 'lucide-react';
import { useNavigate } from 'react-router-dom';
import { Button } from '@/components/ui/Button';
import { EmptyState } from '@/components/ui/EmptyState';
import type { AnalyticsQuery } from './query';
import { useHasScans } from './useReport';
import { useView } from './viewContext';
import { words } from './words';

/** What stands where nothing was counted: nothing yet, or nothing in these days. */
export function Nothing({ onChange }: { onChange: (part: Partial<AnalyticsQuery>) => void }) {
  const { query } = useView();
  const { data: hasScans = true } = useHasScans();
  const navigate = useNavigate();
  const picture = <ChartNoAxesColumn size={28} aria-hidden="true" />;
  if (!hasScans) {
    return (
      <EmptyState picture={picture} title={words.noScans} actions={<Button onClick={() => void navigate('/admin')}>{words.toScans}</Button>}>
        <p>{words.noScansText}</p>
      </EmptyState>
    );
  }
  const further = query.range !== '90d' && <Button onClick={() => onChange({ range: '90d' })}>{words.further}</Button>;
  return (
    <EmptyState picture={picture} title={words.nothing} actions={further}>
      <p>{words.nothingText}</p>
    </EmptyState>
  );
}
