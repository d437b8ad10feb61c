import { words } from './words';

export type FieldFault = { field: string; message: string };

/** What every error answer of the server holds (RFC 9457); the rest is in `extras`. */
type ProblemDocument = { code: string; detail: string; errors?: FieldFault[] } & Record<string, unknown>;

/** A call that did not succeed. `code` is stable and says why; `message` is for people. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  /** Which fields break which rule, with a 422. */
  readonly errors: readonly FieldFault[];
  /** What else the answer said: `task` or `scan` as they are now, `retry_after`, `request_id`. */
  readonly extras: Readonly<Record<string, unknown>>;

  constructor(status: number, { code, detail, errors = [], ...extras }: ProblemDocument) {
    super(detail);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.errors = errors;
    this.extras = extras;
  }

  /** What the answer says about one field, or about something in it, or null. */
  faultOf(field: string): string | null {
    const found = this.errors.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`));
    return found?.message ?? null;
  }
}

/** The server gave no answer at all. */
export const unreachable = (): Problem => new Problem(0, { code: 'unreachable', detail: words.unreachable });

/** Read an error answer; one that is not ours (a proxy's page, say) becomes a Problem as well. */
export async function readProblem(response: Response): Promise<Problem> {
  try {
    const body: unknown = await response.json();
    if (isProblemDocument(body)) return new Problem(response.status, body);
  } catch {
    // Not JSON: fall through to the general words.
  }
  return new Problem(response.status, { code: 'unknown', detail: words.failed });
}

function isProblemDocument(body: unknown): body is ProblemDocument {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    'detail' in body &&
    typeof body.detail === 'string'
  );
}

/** Words for whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Problem ? error.message : words.failed;
}
