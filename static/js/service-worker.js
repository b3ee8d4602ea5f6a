/**
 * Public pages opened last can be read without a connection. Served at /sw.js behind SHELL, which says what belongs
 * to this version: {version, files, languages: {code: {offline, digits}}}.
 *
 * Nothing is kept but what the portal calls public: no page of somebody signed in, no form, nothing that was sent.
 */
const PAGES = `pages-${SHELL.version}`;
const FILES = `files-${SHELL.version}`;
const MOST_PAGES = 30;
const KEPT_AT = "X-Kept-At";
const OFFLINE_LINE = "data-offline-line hidden";
const MOMENT = "<span data-moment></span>";

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (address.pathname.startsWith("/static/") || address.pathname === "/styles.css") {
    event.respondWith(file(event));
  }
});

async function install() {
  const cache = await caches.open(FILES);
  const wanted = [...Object.values(SHELL.languages).map(({ offline }) => offline), ...SHELL.files];
  // Without cookies: as a stranger sees them.
  await Promise.all(wanted.map((address) => cache.add(new Request(address, { credentials: "omit" }))));
  await self.skipWaiting();
}

async function activate() {
  const old = (await caches.keys()).filter((name) => /^(pages|files)-/.test(name) && name !== PAGES && name !== FILES);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function page(event, address) {
  try {
    const answer = await fetch(event.request);
    if (isEverybodys(answer)) event.waitUntil(keep(address.href, answer.clone()));
    return answer;
  } catch {
    return (await kept(address)) ?? (await offline(address));
  }
}

function isEverybodys(answer) {
  const control = answer.headers.get("Cache-Control") ?? "";
  const isPage = (answer.headers.get("Content-Type") ?? "").startsWith("text/html");
  return answer.status === 200 && isPage && /\bpublic\b/.test(control) && !/private|no-store/.test(control);
}

async function keep(href, answer) {
  const cache = await caches.open(PAGES);
  // Taken out first, so that the order is that of the last opening.
  await cache.delete(href, { ignoreVary: true });
  await cache.put(href, withHeaders(answer, answer.body, { [KEPT_AT]: new Date().toISOString() }));
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, -MOST_PAGES).map((key) => cache.delete(key, { ignoreVary: true })));
}

/** The page as it was, and says so. */
async function kept(address) {
  const cache = await caches.open(PAGES);
  const answer = await cache.match(address.href, { ignoreVary: true });
  if (!answer) return undefined;
  const at = moment(new Date(answer.headers.get(KEPT_AT)), languageOf(address));
  const body = (await answer.text()).replace(OFFLINE_LINE, "data-offline-line").replace(MOMENT, at);
  return withHeaders(answer, body);
}

/** The same answer with another body, which is no longer packed. */
function withHeaders(answer, body, more = {}) {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  Object.entries(more).forEach(([name, value]) => headers.set(name, value));
  return new Response(body, { headers });
}

function languageOf(address) {
  const code = address.pathname.split("/")[1];
  return code in SHELL.languages ? code : Object.keys(SHELL.languages)[0];
}

function moment(at, code) {
  const written = new Intl.DateTimeFormat(code, { dateStyle: "long", timeStyle: "short" }).format(at);
  return written.replace(/\d/g, (digit) => SHELL.languages[code].digits[digit]);
}

async function offline(address) {
  const cache = await caches.open(FILES);
  const answer = await cache.match(SHELL.languages[languageOf(address)].offline, { ignoreVary: true });
  return answer ?? Response.error();
}

/** Their addresses change with their contents: what is here is what is wanted. */
async function file(event) {
  const cache = await caches.open(FILES);
  const here = await cache.match(event.request, { ignoreVary: true });
  if (here) return here;
  const answer = await fetch(event.request);
  if (answer.status === 200) event.waitUntil(cache.put(event.request, answer.clone()));
  return answer;
}
