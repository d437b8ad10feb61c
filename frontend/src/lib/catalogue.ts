import { disguised } from './disguise';

/**
 * Make a catalogue of words: every word that a page shows stands in one. While the pages are being
 * tested or developed its words may come disguised; what is shipped has them as they stand.
 */
export function catalogue<const Words extends object>(words: Words): Words {
  return import.meta.env.MODE === 'production' ? words : disguised(words);
}
