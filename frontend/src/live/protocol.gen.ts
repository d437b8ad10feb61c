// Generated from backend/taskstream/presenters/wire.py. Do not edit.

export type Person = { id: string; name: string };

export type TaskStatus = 'pending' | 'validated' | 'refused' | 'returned';
export type ScanStatus = 'open' | 'paused' | 'closed';
export type Role = 'ADMIN' | 'WORKER';
export type VerdictAction = 'validate' | 'refuse' | 'return' | 'reopen';
export type ScanRole = 'moderator' | 'worker';
export type ScanAbility = 'see' | 'submit' | 'moderate' | 'edit' | 'name_moderators';

export type TaskView = {
  id: string;
  scan_id: string;
  number: number;
  text: string;
  status: TaskStatus;
  version: number;
  seq: number;
  author: Person;
  created_at: string;
  decided_at?: string;
  decided_by?: Person;
  reason?: string;
};

export type HistoryEntry = {
  version: number;
  action: 'submit' | 'validate' | 'refuse' | 'return' | 'reopen';
  at: string;
  by: Person;
  reason?: string;
  text?: string;
};

export type TaskDetail = TaskView & { history: HistoryEntry[] };
export type Counts = { pending: number; validated: number; refused: number; returned: number };
export type Links = { worker: string; console?: string };

export type ScanView = {
  id: string;
  name: string;
  instructions: string;
  status: ScanStatus;
  target_seconds: number;
  version: number;
  created_at: string;
  owner: Person;
  links: Links;
  can: ScanAbility[];
  counts?: Counts;
  moderators?: Person[];
};

export type UserView = { id: string; username: string; role: Role };

export type SessionView = {
  access_token: string;
  token_type: 'Bearer';
  expires_in: number;
  user: UserView;
  requested_role?: Role;
};

export type InviteView = { code: string; role: Role; expires_at: string };
export type ScanPage = { items: ScanView[]; next?: string };
export type TaskPage = { items: TaskView[]; next?: string };
export type SubmittedTask = TaskView & { duplicate: boolean };
export type Head = { seq: number; count: number; digest: number; now: string };
export type AckError = { code: string; message: string; retry: boolean };
export type Refused = { ok: false; error: AckError; task?: TaskView };

export type Joined = {
  ok: true;
  role: ScanRole;
  epoch: string;
  seq: number;
  snapshot: boolean;
  tasks: TaskView[];
  more: boolean;
  scan: ScanView;
  head: Head;
};

export type Submitted = { ok: true; task: TaskView; duplicate: boolean };
export type Decided = { ok: true; task: TaskView };
export type Echoed = { ok: true; now: string };
export type Renewed = { ok: true; expires_in: number };
export type Done = { ok: true };

export type NewTask = { name: 'new_task'; scan_id: string; task: TaskView };
export type NewTasks = { name: 'new_tasks'; scan_id: string; tasks: TaskView[] };
export type TaskUpdated = { name: 'task_updated'; scan_id: string; task: TaskView };
export type ScanUpdated = { name: 'scan_updated'; scan: ScanView };
export type Notice = {
  name: 'notice';
  code: 'role_changed' | 'signed_out';
  message: string;
  scan_id?: string;
};

export type ServerEvent = NewTask | NewTasks | TaskUpdated | ScanUpdated | Notice;
