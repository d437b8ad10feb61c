import { showToast } from '@/components/ui/toast';
import { useDesk } from './deskContext';
import { words } from './words';

/** Look at the oldest that waits, or say that the filter passes over all of it. Returns whether there is one. */
export function useOldest(): () => boolean {
  const { desk, board } = useDesk();
  return () => {
    const waiting = board().waiting.length;
    const finds = waiting === 0 || desk.matching().length > 0;
    if (finds) desk.focusOldest();
    else showToast({ mark: 'pending', text: words.filter.passes(waiting), action: { label: words.filter.clear, run: () => desk.look('') } });
    return finds;
  };
}
