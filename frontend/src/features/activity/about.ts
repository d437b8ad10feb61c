import type { ActivityView } from '@/live/protocol.gen';
import { words } from './words';

const named = (names: Readonly<Record<string, string>>) => (about: string) => names[about] ?? about;

/** What is stored as a name of the API's, in the words of the page. All else is people's own words. */
const IN_WORDS: Partial<Record<ActivityView['deed'], (about: string) => string>> = {
  registered: named(words.role),
  invited: named(words.role),
  exported: named(words.file),
  edited: (fields) => fields.split(', ').map(named(words.field)).join(', '),
};

/** To whom or with what it was done; empty where there is nothing to say. */
export function aboutOf({ deed, about = '' }: ActivityView): string {
  return IN_WORDS[deed]?.(about) ?? about;
}
