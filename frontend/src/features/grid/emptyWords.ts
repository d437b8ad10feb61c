import { catalogue } from '@/lib/catalogue';

/** What stands in the middle of the console while nothing waits. */
export const words = catalogue({
  title: 'This scan is ready for its first suggestion',
  text: 'A scan is a live session. Workers who have the link send short observations; each one appears here as a card, and you validate or refuse it.',
  open: {
    title: 'All decided',
    text: 'Nothing waits. The next suggestion appears here the moment it is sent.',
  },
  paused: {
    title: 'This scan is paused',
    text: 'Nothing waits, and workers can send nothing until you resume it. What they type is kept.',
  },
  closed: {
    title: 'This scan is closed',
    text: 'Nothing waits, and nothing more comes in. What was decided stays.',
  },
  told: 'The workers are told:',
});
