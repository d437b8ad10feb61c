// What outlives the page and may be large: one IndexedDB database, shared by all tabs.
// Private modes, blocked cookies and full disks make it fail at any call. Nothing here
// throws: the answers say whether it was done, and the page works without.

const NAME = 'taskstream';
// A page of another build may hold other shapes: raising this forgets the scans, which the
// server can say again, and never the outbox, which nobody else has.
const VERSION = 2;
const STORES = {
  outbox: ['userId', 'scanId', 'clientId'],
  scans: ['userId', 'scanId'],
};

type StoreName = keyof typeof STORES;
/** The first parts of a key: all that begins so is meant. */
type Prefix = readonly string[];

let opening: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => prepare(request.result);
    request.onerror = () => reject(request.error ?? new Error('not opened'));
    request.onsuccess = () => {
      const database = request.result;
      // A newer page wants to change the shape, or the browser has cleared its data.
      database.onversionchange = () => letGo(database);
      database.onclose = () => letGo(database);
      resolve(database);
    };
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
}

function prepare(database: IDBDatabase): void {
  if (database.objectStoreNames.contains('scans')) database.deleteObjectStore('scans');
  for (const [name, keyPath] of Object.entries(STORES)) {
    if (!database.objectStoreNames.contains(name)) database.createObjectStore(name, { keyPath });
  }
}

function letGo(database: IDBDatabase): void {
  database.close();
  opening = null;
}

/** Run one request in a transaction of its own. Transactions of one store take effect in the order of their calls. */
async function run<T>(name: StoreName, mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  return new Promise((resolve, reject) => {
    // Strict: the browser's own default may lose to a power cut what it said was kept.
    const transaction = database.transaction(name, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(name));
    // At once: what is still open when the page goes away is undone.
    transaction.commit();
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error ?? new Error('not done'));
  });
}

const done = (work: Promise<unknown>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  );

// A list sorts after every string, so that this range holds whatever the prefix begins.
const beginningWith = (prefix: Prefix) => IDBKeyRange.bound(prefix, [...prefix, []]);

/** Keep a value under its key. Returns whether it is kept. */
export const keep = (name: StoreName, value: object): Promise<boolean> =>
  done(run(name, 'readwrite', (store) => store.put(value)));

/** Forget what begins so. Returns whether that was done. */
export const forget = (name: StoreName, prefix: Prefix): Promise<boolean> =>
  done(run(name, 'readwrite', (store) => store.delete(beginningWith(prefix))));

/** Return what is kept and begins so, in the order of its keys; null when nothing can be kept. */
export const readKept = (name: StoreName, prefix: Prefix): Promise<unknown[] | null> =>
  run(name, 'readonly', (store) => store.getAll(beginningWith(prefix))).catch(() => null);
