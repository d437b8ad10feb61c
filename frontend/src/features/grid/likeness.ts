import type { TaskStatus, TaskView } from '@/live/protocol.gen';
import type { ScanState } from '@/live/scanState';
import { asDecided } from './held';

/** What a card says of others like it: how many of them wait, itself among them, and what was decided about one of them. */
export type LikeMark = { readonly count: number; readonly decided: TaskStatus | null };

type Read = Pick<ScanState, 'tasks' | 'likes' | 'scan'>;

const NONE: ReadonlyMap<string, LikeMark> = new Map();

/** Which of the tasks that wait are alike. Worked out once for each state of the scan. */
export class Likeness {
  readonly #state: () => ScanState;
  #read: Read | null = null;
  #waiting: ReadonlyMap<string, readonly string[]> = new Map();
  #marks = NONE;

  constructor(state: () => ScanState) {
    this.#state = state;
  }

  /** The marks by the tasks' ids: the very same map while nothing has changed, and the same marks where they say the same. */
  marks(): ReadonlyMap<string, LikeMark> {
    const { tasks, likes, scan } = this.#state();
    const { tasks: before, likes: likesBefore, scan: scanBefore } = this.#read ?? {};
    if (tasks === before && likes === likesBefore && scan === scanBefore) return this.#marks;
    this.#read = { tasks, likes, scan };
    this.#waiting = scan?.stacking === true ? waitingIn(this.#read) : new Map();
    this.#marks = this.#waiting.size === 0 ? NONE : this.#marksOf(this.#read);
    return this.#marks;
  }

  markOf(id: string): LikeMark | null {
    return this.marks().get(id) ?? null;
  }

  /** Return who waits in the stack of a task that has a mark, in no order. */
  waitingWith(id: string): readonly string[] {
    const stack = this.#state().likes.stackOf.get(id);
    return this.marks().has(id) && stack !== undefined ? (this.#waiting.get(stack) ?? []) : [];
  }

  #marksOf(read: Read): ReadonlyMap<string, LikeMark> {
    const marks = new Map<string, LikeMark>();
    for (const [stack, ids] of this.#waiting) {
      const mark = { count: ids.length, decided: decidedIn(read, stack) };
      if (mark.count < 2 && mark.decided === null) continue;
      const before = this.#marks.get(ids[0] ?? '');
      const same = before?.count === mark.count && before.decided === mark.decided ? before : mark;
      for (const id of ids) marks.set(id, same);
    }
    return marks;
  }
}

function waitingIn({ tasks, likes }: Read): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [id, stack] of likes.stackOf) {
    if (!waits(tasks.get(id))) continue;
    const ids = found.get(stack);
    if (ids) ids.push(id);
    else found.set(stack, [id]);
  }
  return found;
}

/** What was decided last in a stack; nothing, if that was taken back meanwhile. */
function decidedIn({ tasks, likes }: Read, stack: string): TaskStatus | null {
  const decided = likes.decided.get(stack);
  return decided && !waits(tasks.get(decided.task_id)) ? decided.status : null;
}

const waits = (task: TaskView | undefined): boolean => task !== undefined && asDecided(task).status === 'pending';
