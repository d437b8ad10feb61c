import type {
  Decided,
  DecidedMany,
  Done,
  Joined,
  Refused,
  ServerEvent,
  Submitted,
  VerdictAction,
  Watched,
} from './protocol.gen';

/**
 * How the connection stands.
 * `refused`: the server will not have us, and trying again alone will not help.
 */
export type LiveStatus = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'refused';

export type Unsubscribe = () => void;

/** The call never got an answer: whether it was applied is not known. */
export type Unanswered = {
  ok: false;
  error: { code: 'no_answer'; message: string; retry: true };
};

/** From where a scan is followed: who moderates it is at its desk, unless it is the portal (P66). */
export type Seat = 'portal';
export type JoinScan = { scan_id: string; epoch?: string; since?: number; snapshot?: true; at?: Seat };
export type Suggestion = { scan_id: string; client_id: string; text: string };
export type Verdict = { task_id: string; action: VerdictAction; version: number; reason?: string; reasons_version?: number };
/** One verdict on several tasks of one scan, at most 200, each as it was seen. */
export type ManyVerdict = {
  tasks: readonly { task_id: string; version: number }[];
  action: VerdictAction;
  reason?: string;
  reasons_version?: number;
};
export type Correction = { task_id: string; version: number; text: string };

/** What a page needs of the live server. Calls never throw: they answer with why not. */
export type LiveConnection = {
  readonly status: LiveStatus;
  /** The code of the last refusal, while `status` is `refused`. */
  readonly refusal: string | null;
  /** The last measured way to the server and back, in milliseconds. */
  readonly rtt: number | null;
  /** The server's time is the device's plus this many milliseconds. */
  readonly clockOffset: number;
  readonly connect: () => void;
  readonly disconnect: () => void;
  readonly joinScan: (call: JoinScan) => Promise<Joined | Refused | Unanswered>;
  readonly leaveScan: (scanId: string) => Promise<Done | Refused | Unanswered>;
  readonly submit: (call: Suggestion) => Promise<Submitted | Refused | Unanswered>;
  readonly decide: (call: Verdict) => Promise<Decided | Refused | Unanswered>;
  readonly decideMany: (call: ManyVerdict) => Promise<DecidedMany | Refused | Unanswered>;
  readonly resubmit: (call: Correction) => Promise<Decided | Refused | Unanswered>;
  readonly claim: (taskId: string) => Promise<Done | Refused | Unanswered>;
  readonly release: (taskId: string) => Promise<Done | Refused | Unanswered>;
  /** Begin or end being sent the figures of a scan that is joined. */
  readonly watchFigures: (scanId: string, on: boolean) => Promise<Watched | Refused | Unanswered>;
  readonly onEvent: (listener: (event: ServerEvent) => void) => Unsubscribe;
  /** Told when `status`, `rtt` or `clockOffset` changes. */
  readonly onStatus: (listener: () => void) => Unsubscribe;
};
