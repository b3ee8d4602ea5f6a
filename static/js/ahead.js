/**
 * The text that comes next is fetched while this one is read, so that a decision leads to it at once. What was decided
 * meanwhile it cannot know: that is asked for behind it.
 */
const next = document.querySelector("[data-ahead]");
const [arrival] = performance.getEntriesByType("navigation");
const wasFetchedAhead = arrival?.type === "navigate" && arrival.transferSize === 0 && arrival.decodedBodySize > 0;
let isReady = false;
let pressed;

async function fetchAhead() {
  const answer = await fetch(next.href, { headers: { "X-Purpose": "ahead" } });
  isReady = answer.ok && !answer.redirected;
}

/** Browsers never follow a form that was sent into what they have kept: it is sent here, and followed by a link. */
async function decide(event) {
  if (!isReady || event.defaultPrevented) return;
  event.preventDefault();
  const form = event.target;
  const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" };
  const answer = await fetch(form.action, sent).catch(() => undefined);
  if (answer?.type === "opaqueredirect") location.assign(next.href);
  else form.submit();
}

/** A key for what is still being asked for does its work once it is there. */
const keepPressed = (event) => {
  pressed = event;
};

async function bringUpToDate(undos) {
  addEventListener("keydown", keepPressed);
  const answer = await fetch(location.href, { cache: "reload" });
  // Somebody was faster, or the session is over: where the portal leads now.
  if (answer.redirected || !answer.ok) return location.replace(answer.url);
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  undos.before(...fresh.querySelectorAll("main > .notice[role]"));
  const come = fresh.querySelector("[data-undos]");
  undos.replaceWith(come);
  removeEventListener("keydown", keepPressed);
  if (pressed && come.querySelector(`[data-key="${pressed.code}"]`)) {
    pressed.target.dispatchEvent(new KeyboardEvent(pressed.type, pressed));
  }
}

if (wasFetchedAhead) bringUpToDate(document.querySelector("[data-undos]")).catch(() => undefined);
if (next) {
  addEventListener("load", () => fetchAhead().catch(() => undefined));
  document.querySelectorAll("[data-decision] form").forEach((form) => form.addEventListener("submit", decide));
}
// Kept for a moment, it must not outlive the session it was made for.
addEventListener("pageshow", (event) => event.persisted && location.reload());
