import { Tag } from '@/components/ui/Tag';
import type { Person } from '@/live/protocol.gen';
import { words } from './words';

/** Somebody's name; a guest's with a mark, since anybody may have chosen it. */
export function PersonName({ person: { name, guest } }: { person: Person }) {
  return (
    <>
      <bdi>{name}</bdi>
      {guest && (
        <>
          {' '}
          <Tag hint={words.guestHint}>{words.guest}</Tag>
        </>
      )}
    </>
  );
}
