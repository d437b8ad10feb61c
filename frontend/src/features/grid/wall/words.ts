import { catalogue } from '@/lib/catalogue';

/** What only the wall says. */
export const words = catalogue({
  menu: 'Wall mode',
  title: (name: string) => `${name} · Wall`,
  join: 'Join this scan',
  nothing: { open: 'Nothing waits', paused: 'This scan is paused', closed: 'This scan is closed' },
  tools: 'Wall',
  back: 'Back to the desk',
  show: 'Show names and texts',
  hide: 'Hide names and texts',
  ask: {
    title: 'Show names and texts here?',
    text: 'Everybody who sees this screen then reads what workers write, as it arrives, and who wrote it. This device remembers it for this scan, until you hide them again.',
    show: 'Show them',
  },
});
