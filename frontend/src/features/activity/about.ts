import type { ActivityView } from '@/live/protocol.gen';
import { words } from './words';

const named = (names: Readonly<Record<string, string>>) => (about: string) => names[about] ?? about;

/** What is stored as a name of the API's, in the words of the page. All else is people's own words. */
const IN_WORDS: Partial<Record<ActivityView['deed'], (about: string) => string>> = {
  registered: named(words.role),
  invited: named(words.role),
  password_changed: named(words.passwordBy),
  exported: fileOf,
  edited: (fields) => fields.split(', ').map(named(words.field)).join(', '),
};

/** A part of something says which: "summary: reasons". */
function fileOf(about: string): string {
  const [whole = '', part] = about.split(': ');
  const name = named(words.file)(whole);
  return part === undefined ? name : words.partOf(name, named(words.part)(part));
}

const DECIDED = ['validated', 'refused', 'returned', 'reopened'] as const;

/** To whom or with what it was done, or how often; empty where there is nothing to say. */
export function aboutOf({ deed, about = '', decided }: ActivityView): string {
  if (decided) {
    return DECIDED.filter((kind) => decided[kind] > 0)
      .map((kind) => words.decided[kind](decided[kind]))
      .join(', ');
  }
  return IN_WORDS[deed]?.(about) ?? about;
}
