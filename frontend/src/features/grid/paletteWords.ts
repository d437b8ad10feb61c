import { catalogue } from '@/lib/catalogue';
import { formatNumber } from '@/lib/format';
import type { Known } from './commands';

/** By which other words a command is looked for: those on its buttons elsewhere, and those that people bring along. */
const also: Partial<Record<Known, string>> = {
  validate: 'accept approve confirm yes',
  refuse: 'reject decline no',
  return: 'return correct note',
  undo: 'take back revert reopen last verdict',
  oldest: 'next oldest first',
  open: 'show zoom',
  filter: 'filter search look for',
  select: 'mark choose',
  selectAll: 'mark all',
  selectStack: 'select likes alike duplicates repeats stack',
  clear: 'escape cancel deselect',
  fullScreen: 'maximize',
  keys: 'keyboard shortcuts help',
  share: 'share invite link code qr',
  figures: 'figures analytics statistics charts speed',
  edit: 'change settings rename instructions target reasons',
  moderators: 'people admins desk',
  guests: 'people visitors',
  pause: 'stop break hold',
  resume: 'continue go on reopen',
  reopen: 'resume continue open again',
  summary: 'report results digest what it came to',
  wall: 'projector screen room',
  duplicate: 'copy template another',
  close: 'end finish stop',
};

/** What only the palette says. */
export const words = catalogue({
  title: 'Commands and tasks',
  label: 'What are you looking for?',
  placeholder: 'A command, a scan, text of a task, #number',
  tasks: 'Tasks',
  here: 'In this scan',
  elsewhere: 'Elsewhere',
  list: 'List of all tasks',
  save: 'Save all tasks as CSV',
  saveToo: 'export download spreadsheet excel',
  scansToo: 'home new scan open another',
  analyticsToo: 'figures statistics charts report',
  activityToo: 'log history who did what',
  accountToo: 'settings password devices keys name',
  signOutToo: 'log out leave end',
  goTo: (name: string) => `Go to ${name}`,
  theme: (name: string) => `Theme: ${name}`,
  themeToo: 'appearance colours mode',
  count: (count: number) => (count === 1 ? '1 result' : `${formatNumber(count)} results`),
  none: 'Nothing here has that name.',
  inList: (text: string) => `Look for “${text}” in the list of all tasks`,
  near: 'Did you mean',
  also,
});
