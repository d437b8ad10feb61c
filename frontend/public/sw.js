/* global BUILD -- from the file that the build writes beside this one */
// The service worker: loads the pages where the server cannot be reached. It keeps the files of
// this build and nothing else; what the API answers never passes through here.
importScripts(trusted('/sw-files.js'));

const CACHE = `taskstream-${BUILD.version}`;
const PAGE = '/index.html';
// A network that swallows everything gives no error for minutes.
const PATIENCE_MS = 3000;
// A proxy says so while the server behind it restarts.
const AWAY = [502, 503, 504];
const SERVERS_OWN = /^\/(api|socket\.io|scans|tasks|me|limits|health|openapi\.json|docs)(\/|$)/;

self.addEventListener('install', (event) => event.waitUntil(keepBuild()));
self.addEventListener('activate', (event) => event.waitUntil(forgetOthers()));
self.addEventListener('message', (event) => {
  if (event.data === 'which') event.ports[0].postMessage(BUILD.entry);
  if (event.data === 'take over') self.skipWaiting();
});
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(event.notification.data));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fromCacheFirst(request));
  else if (BUILD.files.includes(pathname)) event.respondWith(fromServerFirst(request, pathname));
  else if (request.mode === 'navigate' && !SERVERS_OWN.test(pathname)) event.respondWith(fromServerFirst(request, PAGE));
});

/** Return the address in the form that the content security policy asks for, where the browser knows of it. */
function trusted(path) {
  const ownScript = (asked) => {
    if (asked !== '/sw-files.js') throw new TypeError(`not a script of ours: ${asked}`);
    return asked;
  };
  return self.trustedTypes ? self.trustedTypes.createPolicy('taskstream', { createScriptURL: ownScript }).createScriptURL(path) : path;
}

/** Bring the page of that path to the front. */
async function show(path) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find(({ url }) => new URL(url).pathname === path);
  await (open ? open.focus() : self.clients.openWindow(path));
}

async function keepBuild() {
  const cache = await caches.open(CACHE);
  await cache.addAll(BUILD.files.map((file) => new Request(file, { cache: 'no-cache' })));
}

async function forgetOthers() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)));
}

/** For files whose name holds a hash of what is in them. */
async function fromCacheFirst(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

/** For what a new build replaces under the same name. */
async function fromServerFirst(request, file) {
  const kept = await (await caches.open(CACHE)).match(file);
  try {
    const answer = await inTime(fetch(request));
    return kept && AWAY.includes(answer.status) ? kept : answer;
  } catch (error) {
    if (kept) return kept;
    throw error;
  }
}

function inTime(answer) {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error('no answer in time')), PATIENCE_MS));
  return Promise.race([answer, late]);
}
