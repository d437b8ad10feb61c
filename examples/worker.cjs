// A worker of TaskStream in Node, by the rules of docs/protocol.md (their numbers stand beside the code).
// Each line on standard input is a suggestion; what becomes of it is told on standard output, a JSON object
// a line. What is not acknowledged yet is kept in a file: the program may be killed and started again. When
// the input has ended, all is answered and nothing is missing, it ends too. With Node 20.15 or later:
//   npm install socket.io-client
//   TASKSTREAM_USER=… TASKSTREAM_PASSWORD=… node worker.cjs http://localhost:5000 <scan id> outbox.json
const fs = require('node:fs');
const { randomBytes } = require('node:crypto');
const { crc32 } = require('node:zlib');
const { io } = require('socket.io-client');

const [url, scanId, file] = process.argv.slice(2);
const ANSWER_MS = 5_000, PATIENCE_MS = 2_000, FIRST_MS = 250, AT_ONCE = 20;
const NOT_ABOUT_THE_ITEM = ['not_joined', 'not_authenticated', 'token_expired', 'token_invalid', 'scan_not_open'];
const tell = (what) => process.stdout.write(JSON.stringify(what) + '\n');
const fail = (words) => (process.stderr.write(words + '\n'), process.exit(1));

// What is not acknowledged yet, oldest first: client_id -> {text, error?} (P48).
const outbox = new Map(fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : []);
function keep() {
  fs.writeFileSync(`${file}.new`, JSON.stringify([...outbox]), { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
}

// What is held of the scan, and the numbers that say whether anything is missing ("Staying in step").
let tasks = new Map(), epoch, since = 0, changes = 0, own = 0, seen = new Set(), behind, inVain;
let joined = false, reading = false, inStep = false, inputEnded = false;

function merge(task) {
  seen.add(task.seq);
  own = Math.max(own, task.seq);
  if (tasks.get(task.id)?.version >= task.version) return; // P24
  tasks.set(task.id, task);
  tell({ number: task.number, status: task.status, version: task.version, reason: task.reason, text: task.text });
}
function standAt(seq, head) {
  [since, changes, own] = [seq, head.changes, Math.max(own, seq)];
  seen = new Set([...seen].filter((known) => known > head.seq));
}

function compare(head) {
  const open = [...tasks.values()].filter(({ status }) => ['pending', 'returned'].includes(status));
  const digest = open.reduce((sum, { id, version }) => sum + crc32(`${id}:${version}`), 0);
  const missed = head.changes - changes - [...seen].filter((seq) => seq > since && seq <= head.seq).length;
  const sums = `${head.seq} ${head.count} ${head.digest}`;
  inStep = own === head.seq && missed === 0 && open.length === head.count && digest === head.digest;
  if (own > head.seq) return; // P36
  if (own < head.seq) behind ??= setTimeout(() => ((behind = undefined), own < head.seq && read()), PATIENCE_MS); // P35
  else if (missed) void read(); // P37
  else if (!inStep && inVain !== sums) void ((inVain = sums), read(true)); // P38
  else if (inStep) standAt(head.seq, head); // P39
  endIfDone();
}

async function read(anew = false) {
  if (reading || !socket.connected) return;
  reading = true;
  try {
    const held = new Map(tasks), listed = new Set();
    let ask = epoch && !anew ? { epoch, since } : {}, answer, first;
    do {
      answer = await call('join_scan', { scan_id: scanId, ...ask });
      if (!answer.ok) throw new Error(answer.error.code);
      if (answer.epoch !== epoch) [tasks, since, changes, own, seen] = [new Map(), 0, 0, 0, new Set()]; // P11
      epoch = answer.epoch;
      first ??= answer.head;
      for (const task of answer.tasks) merge(task), listed.add(task.id);
      ask = { epoch, since: answer.seq, ...(answer.snapshot && { snapshot: true }) };
    } while (answer.more); // P12
    const gone = ([id, task]) => !listed.has(id) && task.seq <= first.seq && tasks.get(id) === task;
    if (answer.snapshot) [...held].filter(gone).forEach(([id]) => tasks.delete(id));
    standAt(answer.seq, answer.head);
    [joined, reading] = [true, false];
    compare(answer.head); // P34
    send();
  } catch (error) {
    reading = false;
    if (error.message === 'not_found') fail(`No scan ${scanId} is there for you.`);
    setTimeout(() => read(anew), Math.random() * ANSWER_MS);
  }
}

// At most 20 under way, in order; after a failure one at a time again, with full jitter (P49).
let underWay = new Set(), room = AT_ONCE, pause = FIRST_MS, resting = false;
function send() {
  for (const [clientId, { text, error }] of outbox) {
    if (!joined || resting || underWay.size >= room) return;
    if (!error && !underWay.has(clientId)) void submit(clientId, text);
  }
}

async function submit(clientId, text) {
  underWay.add(clientId);
  const item = { scan_id: scanId, client_id: clientId, text };
  const answer = await call('new_task_suggestion', item).catch(() => null); // P16
  underWay.delete(clientId);
  if (answer?.ok) {
    outbox.delete(clientId);
    tell({ saved: answer.task.number, duplicate: answer.duplicate, text });
    merge(answer.task);
    [room, pause] = [Math.min(AT_ONCE, room + 1), FIRST_MS];
  } else if (answer && !answer.error.retry && !NOT_ABOUT_THE_ITEM.includes(answer.error.code)) {
    outbox.get(clientId).error = answer.error.code; // Final: kept and shown, not sent again unasked.
    tell({ not_saved: answer.error.code, text });
  } else {
    [room, resting, pause] = [1, true, Math.min(pause * 2, ANSWER_MS)];
    setTimeout(() => ((resting = false), send()), answer?.error.retry_after * 1_000 || (Math.random() * pause) / 2);
  }
  keep();
  send();
  endIfDone();
}
function endIfDone() {
  if (!inputEnded || !inStep || [...outbox.values()].some(({ error }) => !error)) return;
  tell({ done: Object.fromEntries([...tasks].map(([id, { version }]) => [id, version])) });
  process.exit(0);
}

let token;
async function start() {
  const body = JSON.stringify({ username: process.env.TASKSTREAM_USER, password: process.env.TASKSTREAM_PASSWORD });
  const post = { method: 'POST', body, headers: { 'Content-Type': 'application/json' } };
  const session = await fetch(`${url}/login`, post).then((answer) => answer.json()).catch(() => ({}));
  if (session.code === 'bad_credentials') fail(session.detail);
  token = session.access_token;
  token ? socket.connect() : again();
}
const again = () => setTimeout(start, Math.random() * ANSWER_MS);
// P1. On a cut the library comes back by itself, with the token that it has; what the server refuses needs a new one.
const patience = { reconnectionDelay: FIRST_MS, reconnectionDelayMax: ANSWER_MS, randomizationFactor: 1 };
const socket = io(url, { transports: ['websocket'], autoConnect: false, auth: (give) => give({ token }), ...patience });
const call = (name, data) => socket.timeout(ANSWER_MS).emitWithAck(name, data);
socket.on('connect', () => (socket.io.reconnectionDelay(FIRST_MS), read()));
socket.on('connect_error', () => socket.active || again());
socket.on('disconnect', (why) => ((joined = inStep = false), why === 'io server disconnect' && again())); // P2, P3
socket.on('restart', ({ after_ms }) => socket.io.reconnectionDelay(after_ms)); // P43
const merges = ({ task, tasks: several }) => (several ?? [task]).forEach(merge);
for (const name of ['new_task', 'new_tasks', 'task_updated', 'tasks_updated']) socket.on(name, merges); // P22
socket.on('scan_updated', send); // It may be open again (P50).
socket.on('head', (head) => joined && !reading && compare(head));
socket.on('notice', ({ code }) => code === 'role_changed' && read(true)); // P23

const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('close', () => ((inputEnded = true), endIfDone()));
lines.on('line', (text) => {
  outbox.set(Date.now().toString(16).padStart(12, '0') + randomBytes(10).toString('hex'), { text }); // P15
  keep();
  send();
});
void start();
