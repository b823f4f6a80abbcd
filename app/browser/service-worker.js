// Keeps the workspace openable without a connection: the shell and everything it loads, as one set.
//
// A template: `cargo xtask site` puts in the version, the list and the digest of the shell. It does
// not cache data (that is IndexedDB's) and never answers for /api. A new version waits until the
// page says {type: 'activate'}; nothing changes under someone who is typing.

const PREFIX = 'opora-site-';
const CURRENT = PREFIX + '{{version}}';
const PRECACHE = JSON.parse('{{precache}}');
const SHELL = '/app';
const SHELL_DIGEST = '{{shell-digest}}';

self.addEventListener('install', (event) => event.waitUntil(keepTheSet()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('message', (event) => {
  if (event.data?.type === 'activate') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (pathname === SHELL || pathname.startsWith(SHELL + '/')) event.respondWith(shell());
  } else if (pathname.startsWith('/assets/')) {
    event.respondWith(asset(pathname));
  }
});

// All or nothing: a worker whose set is not complete is never installed. Assets carry their content
// in their names; the shell does not, so its digest is compared, lest a server that was replaced in
// the meantime hands out the shell of another version.
async function keepTheSet() {
  const cache = await caches.open(CURRENT);
  try {
    await cache.addAll(PRECACHE);
    const response = await fetch(SHELL, { cache: 'reload', credentials: 'omit' });
    const bytes = await response.clone().arrayBuffer();
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    if (!response.ok || hex !== SHELL_DIGEST) throw new Error('the shell belongs to another version');
    await cache.put(SHELL, response);
  } catch (error) {
    await caches.delete(CURRENT);
    throw error;
  }
}

// The set before this one stays for tabs that still run it; older ones go. Caches are listed in the
// order in which they were made.
async function takeOver() {
  const sets = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const outdated = sets.slice(0, Math.max(0, sets.indexOf(CURRENT) - 1));
  await Promise.all(outdated.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function shell() {
  const cache = await caches.open(CURRENT);
  return (await cache.match(SHELL, { ignoreVary: true })) ?? fetch(SHELL);
}

async function asset(pathname) {
  return (await caches.match(pathname, { ignoreVary: true })) ?? fetch(pathname);
}
