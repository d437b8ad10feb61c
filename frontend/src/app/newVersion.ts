import { currentToasts, dismissToast, showToast } from '@/components/ui/toast';
import { appWords } from './words';

/** Pages that say it themselves. */
let pages = 0;

const told = () => currentToasts().filter(({ text }) => text === appWords.newVersion);

/** Say that there is a newer build. It is never loaded by itself: somebody may be typing. */
export function offer(reload: () => void): void {
  if (pages > 0 || told().length > 0) return;
  showToast({ text: appWords.newVersion, stays: true, action: { label: appWords.reload, run: reload } });
}

/** The page says so in its own place, until the answer is called: nothing says it beside it. */
export function sayInPage(): () => void {
  pages += 1;
  for (const { id } of told()) dismissToast(id);
  return () => {
    pages -= 1;
  };
}
