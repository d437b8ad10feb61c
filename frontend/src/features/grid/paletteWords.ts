import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';

/** What only the palette says. */
export const words = catalogue({
  title: 'Commands and tasks',
  label: 'What are you looking for?',
  placeholder: 'A command, a scan, text of a task, #number',
  tasks: 'Tasks',
  here: 'In this scan',
  elsewhere: 'Elsewhere',
  list: 'List of all tasks',
  goTo: (name: string) => `Go to ${name}`,
  theme: (name: string) => `Theme: ${name}`,
  count: (count: number) => (count === 1 ? '1 result' : `${formatNumber(count)} results`),
  none: 'Nothing here has that name.',
  inList: (text: string) => `Look for “${text}” in the list of all tasks`,
  near: 'Did you mean',
});
