import { holdName } from '@/lib/holdName';
import { readOfTab, storedKeys, writeOfTab } from '@/lib/stored';
import { newClientId } from '@/live/clientId';
import { correctionsOf } from '@/live/draftPlaces';

// A draft has a key of its own in the browser's storage. Which of them is a tab's, the tab knows; that no
// other has the same, the key's name being held says.

/** Whether there is a correction of that task, begun in any tab and not yet arrived. */
export const hasCorrections = (userId: string, taskId: string): boolean => storedKeys(correctionsOf(userId, taskId)).length > 0;

/** Return the key of the draft that this tab had before it was loaded again; null in a new tab. */
export const draftBefore = (place: string): string | null => readOfTab(place);

/** Return a key that no other tab has. */
export function newDraft(place: string): string {
  const key = `${place}.${newClientId()}`;
  void holdName(key);
  return key;
}

/** Return the key of the draft that this tab had, unless it is the copy of a tab that still has it; then `fresh`. */
export async function ownDraft(place: string, fresh: string): Promise<string> {
  const before = draftBefore(place);
  return before !== null && (await holdName(before, { mine: true })) ? before : fresh;
}

/** Let this be the tab's draft, also when it is loaded again. */
export const takeDraft = (place: string, key: string): void => writeOfTab(place, key);

/** Return the keys of drafts that tabs have left behind, the newest first. No other tab takes them now. */
export async function leftDrafts(place: string, own: readonly string[]): Promise<readonly string[]> {
  const others = storedKeys(place).filter((key) => !own.includes(key));
  const isFree = await Promise.all(others.map((key) => holdName(key)));
  return others
    .filter((_, index) => isFree[index])
    .sort()
    .reverse();
}
