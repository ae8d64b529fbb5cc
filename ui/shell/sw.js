/*
 * The shell of the application, so that a door opens on a machine where it was opened before while the network is down.
 * Kept are the start page and its hashed files, nothing else: no answer of /api, no vote page. The server comes first for
 * the start page, and a new build takes the place of the old one as soon as the browser sees it.
 */
const NAME = 'huanjie-shell-' + '__VERSION__'
const FILES = '__FILES__'.split(' ')
const WAIT = 4000 /* ms for the server to answer before the kept page is shown */
const OURS = new Set(FILES)

self.addEventListener('install', (event) => {
  const fresh = FILES.map((path) => new Request(path, { cache: path.startsWith('/assets/') ? 'default' : 'reload' }))
  event.waitUntil(caches.open(NAME).then((kept) => kept.addAll(fresh)).then(() => self.skipWaiting()))
})

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith('huanjie-shell-') && name !== NAME
  event.waitUntil(caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()))
})

const kept = (path) => caches.open(NAME).then((cache) => cache.match(path))

/** The server's, unless it does not answer in time. */
async function serverFirst(request, path) {
  const late = new Promise((_, refuse) => setTimeout(() => refuse(new Error('late')), WAIT))
  try {
    return await Promise.race([fetch(request), late])
  } catch (error) {
    const page = await kept(path)
    if (page) return page
    return fetch(request)
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || !OURS.has(pathname)) return
  if (pathname.startsWith('/assets/')) event.respondWith(kept(pathname).then((file) => file || fetch(request)))
  else event.respondWith(serverFirst(request, pathname))
})
