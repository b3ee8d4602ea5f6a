/** Lets the pages opened last be read without a connection, and lists them where there is none. */
if ("serviceWorker" in navigator) {
  // After everything else: what it fetches beforehand must not compete with the page.
  addEventListener("load", () => navigator.serviceWorker.register("/sw.js").catch(() => {}));
}

/** Names and addresses of the kept pages in the language of this one, the last opened first. */
async function keptPages() {
  const language = document.documentElement.lang;
  const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
  const found = [];
  for (const name of names) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const address = new URL(request.url);
      if (!address.pathname.startsWith(`/${language}/`)) continue;
      const text = await (await cache.match(request, { ignoreVary: true })).text();
      const heading = new DOMParser().parseFromString(text, "text/html").querySelector("h1");
      found.unshift([heading.textContent.trim(), address.href]);
    }
  }
  return found;
}

async function list(section) {
  const pages = await keptPages();
  for (const [heading, href] of pages) {
    const link = document.createElement("a");
    link.href = href;
    link.dir = "auto";
    link.textContent = heading;
    const item = document.createElement("li");
    item.append(link);
    section.querySelector("ul").append(item);
  }
  section.hidden = !pages.length;
}

if ("caches" in window) document.querySelectorAll("[data-kept-pages]").forEach(list);
