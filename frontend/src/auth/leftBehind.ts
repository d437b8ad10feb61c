import { readStored, storedKeys } from '@/lib/stored';
import { correctionsOf, draftsOf } from '@/live/draftPlaces';
import { OutboxStore } from '@/live/outboxStore';
import { formerGuest } from './formerGuest';

/** What the guest whom this browser had in that scan wrote and did not send: suggestions, then what he was writing. */
export async function leftBehind(scanId: string): Promise<readonly string[]> {
  const former = formerGuest(scanId);
  if (former === null) return [];
  const { items } = await new OutboxStore(former, scanId).read();
  const begun = [draftsOf(former, scanId), correctionsOf(former, scanId)].flatMap(storedKeys);
  return [...items.map(({ text }) => text), ...begun.flatMap((key) => readStored(key) ?? [])];
}
