import { ForModerators } from '../ForModerators';
import { Wall } from './Wall';

/** A scan for a projector: everybody sees how it stands, and nobody decides. */
export default function WallPage() {
  return <ForModerators>{(live) => <Wall live={live} />}</ForModerators>;
}
