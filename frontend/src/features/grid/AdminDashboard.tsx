import { Console } from './Console';
import { ForModerators } from './ForModerators';

/** The page of one scan for those who moderate it. */
export default function AdminDashboard() {
  return <ForModerators>{(live) => <Console live={live} />}</ForModerators>;
}
