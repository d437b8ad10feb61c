import { readStored, storedKeys } from '@/lib/stored';
import { correctionsOf, draftsOf } from '@/live/draftPlaces';
import { OutboxStore } from '@/live/outboxStore';
import { formerGuest } from './formerGuest';

/** What somebody wrote into a scan in this browser and did not send: suggestions, then what he was writing. */
export async function unsentOf(userId: string, scanId: string): Promise<readonly string[]> {
  const { items } = await new OutboxStore(userId, scanId).read();
  const begun = [draftsOf(userId, scanId), correctionsOf(userId, scanId)].flatMap(storedKeys);
  return [...items.map(({ text }) => text), ...begun.flatMap((key) => readStored(key) ?? [])];
}

/** What the guest whom this browser had in that scan wrote and did not send. */
export async function leftBehind(scanId: string): Promise<readonly string[]> {
  const former = formerGuest(scanId);
  return former === null ? [] : unsentOf(former, scanId);
}
