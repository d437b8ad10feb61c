import type { JoinScan, LiveConnection, LiveStatus, Verdict } from '@/live/connection';
import type { Head, Joined, ServerEvent, TaskView } from '@/live/protocol.gen';
import { NO_SUMS, resum } from '@/live/sums';
import { aScan } from '@/testing/make';

export const SCAN_ID = 'bench000000000000000000000';
const EPOCH = 'bench';
/** As many as the server puts into one answer. */
const PAGE = 500;
const TEXT = 'Verify badge read at gate 4. Reported value differs from the register by one digit; second reading attached.';
const ANSWER_MS = 2;
const HEARTBEAT_MS = 10_000;

type Rates = { readonly arrivals: number; readonly verdicts: number };

/** The server's side of one scan, in the page itself: what is measured is the page and nothing else. */
export class StandIn implements LiveConnection {
  readonly status: LiveStatus = 'live';
  readonly refusal = null;
  readonly rtt = ANSWER_MS;
  readonly clockOffset = 0;
  readonly #listeners = new Set<(event: ServerEvent) => void>();
  readonly #waiting = new Map<string, TaskView>();
  #made = 0;
  #seq = 0;
  #sums = NO_SUMS;
  readonly #timers: ReturnType<typeof setInterval>[] = [];

  constructor(waiting: number) {
    for (let made = 0; made < waiting; made += 1) this.#arrive();
  }

  /** How many tasks have come. */
  get made(): number {
    return this.#made;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /** Let tasks arrive, and another moderator decide the oldest ones, so many a second. */
  run({ arrivals, verdicts }: Rates): void {
    const start = performance.now();
    const done = { arrivals: 0, verdicts: 0 };
    const beat = () => this.#say({ name: 'head', scan_id: SCAN_ID, ...this.#head() });
    const step = () => {
      const seconds = (performance.now() - start) / 1000;
      const come: TaskView[] = [];
      for (; done.arrivals < seconds * arrivals; done.arrivals += 1) come.push(this.#arrive());
      if (come.length > 0) this.#say({ name: 'new_tasks', scan_id: SCAN_ID, tasks: come });
      for (; done.verdicts < seconds * verdicts; done.verdicts += 1) {
        const [oldest] = this.#waiting.values();
        if (oldest) this.#say({ name: 'task_updated', scan_id: SCAN_ID, task: this.#decide(oldest, 'validated') });
      }
    };
    this.#timers.push(setInterval(step, 4), setInterval(beat, HEARTBEAT_MS));
  }

  stop(): void {
    this.#timers.forEach(clearInterval);
  }

  readonly joinScan = async ({ since = 0, snapshot }: JoinScan): Promise<Joined> => {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    const from = snapshot ? since : 0;
    const all = [...this.#waiting.values()].filter((task) => task.seq > from);
    const tasks = all.slice(0, PAGE);
    const more = all.length > PAGE;
    const seq = more ? (tasks.at(-1)?.seq ?? from) : this.#seq;
    return { ok: true, role: 'moderator', epoch: EPOCH, seq, snapshot: true, tasks, more, scan: SCAN, head: this.#head() };
  };

  readonly decide = async ({ task_id }: Verdict) => {
    await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
    const task = this.#waiting.get(task_id);
    if (!task) return { ok: false, error: { code: 'no_answer', message: 'It is gone.', retry: true } } as const;
    return { ok: true, task: this.#decide(task, 'validated') } as const;
  };

  readonly connect = () => undefined;
  readonly disconnect = () => undefined;
  readonly leaveScan = () => Promise.resolve({ ok: true } as const);
  readonly claim = () => Promise.resolve({ ok: true } as const);
  readonly release = () => Promise.resolve({ ok: true } as const);
  readonly watchFigures = this.release;
  readonly submit = () => Promise.reject(new Error('nobody submits here'));
  readonly decideMany = () => Promise.reject(new Error('nobody decides for many here'));
  readonly resubmit = () => Promise.reject(new Error('nobody corrects here'));
  readonly onStatus = () => () => undefined;
  readonly onEvent = (listener: (event: ServerEvent) => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #say(event: ServerEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #arrive(): TaskView {
    this.#made += 1;
    this.#seq += 1;
    const task: TaskView = {
      id: `${SCAN_ID}.${String(this.#made).padStart(26, '0')}`,
      scan_id: SCAN_ID,
      number: this.#made,
      text: TEXT,
      status: 'pending',
      version: 1,
      seq: this.#seq,
      author: { id: 'worker', name: 'S. Okafor' },
      // Ages of all kinds: every card has another colour, and they change while it is measured.
      created_at: new Date(Date.now() - ((this.#made * 37) % 200) * 1000).toISOString(),
    };
    this.#waiting.set(task.id, task);
    this.#sums = resum(this.#sums, undefined, task);
    return task;
  }

  #decide(task: TaskView, status: 'validated'): TaskView {
    this.#seq += 1;
    const by = { id: 'other', name: 'K. Tan' };
    const after: TaskView = { ...task, status, version: task.version + 1, seq: this.#seq, decided_at: new Date().toISOString(), decided_by: by };
    this.#waiting.delete(task.id);
    this.#sums = resum(this.#sums, task, after);
    return after;
  }

  #head(): Head {
    return { seq: this.#seq, changes: this.#seq, ...this.#sums, scan_version: 1, now: new Date().toISOString() };
  }
}

const SCAN = aScan({
  id: SCAN_ID,
  created_at: new Date().toISOString(),
  owner: { id: 'me', name: 'Ada' },
  links: { worker: `/worker/scan/${SCAN_ID}` },
  can: ['see', 'moderate'],
  counts: { pending: 0, validated: 0, refused: 0, returned: 0 },
});
