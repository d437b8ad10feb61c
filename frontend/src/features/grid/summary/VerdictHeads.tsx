import { words as shared } from '@/lib/words';
import { VERDICTS } from './verdictsOf';

/** A column's head for each kind of verdict. */
export const VerdictHeads = () =>
  VERDICTS.map((status) => (
    <th key={status} scope="col">
      {shared.status[status]}
    </th>
  ));
