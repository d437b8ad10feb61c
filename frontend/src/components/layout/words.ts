import { catalogue } from '@/lib/catalogue';

/** What only the frame of a page says. */
export const words = catalogue({
  leftOut: 'This address asks for something that cannot be shown, and is left out:',
});
