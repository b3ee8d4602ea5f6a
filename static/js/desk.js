/**
 * Keys of the moderators' desk. What a key does stands in the page: [data-key] is pressed, [data-item] is gone through
 * with J and K, [data-reason] is chosen after a decision that needs one. A key is its place on the keyboard, so that
 * every layout has the same.
 */
const SWITCHED_OFF = "desk-keys-off";
const WHILE_OPEN = 2 * 60 * 1000;
const STEPS = { KeyJ: 1, KeyK: -1 };

const armed = document.querySelector("[data-armed]");
const items = [...document.querySelectorAll("[data-item]")];
const currentItem = () => document.activeElement.closest("[data-item]");
const isOff = () => localStorage.getItem(SWITCHED_OFF) !== null;
const takesText = (element) =>
  element.matches("textarea, select, [contenteditable], input:not([type=radio], [type=checkbox])");

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.altKey || event.metaKey) return;
  if (event.ctrlKey) {
    if (event.code === "Enter") event.target.closest("[data-decision] form")?.requestSubmit();
    return;
  }
  if (takesText(event.target) || isOff() || (event.code === "Slash") !== event.shiftKey) return;
  if (chooseReason(event.code) || step(event.code) || press(event.code)) event.preventDefault();
});

function press(code) {
  const within = currentItem() ?? document.querySelector("[data-first]");
  const selector = `[data-key=${code}]`;
  const found = within?.querySelector(selector) ?? document.querySelector(`${selector}:not([data-item] *)`);
  if (!found) return false;
  const target = found.matches("a, button, input") ? found : found.querySelector("button");
  target.click();
  follow(target);
  return true;
}

/** After a decision: it is sent, or a reason or a note is waited for. */
function follow(target) {
  const { form, dataset } = target;
  if (!dataset.next) return;
  const needsNote = dataset.next === "note" || (target.value === "approve" && form.querySelector("[data-note-needed]"));
  wait(dataset.next === "reason");
  if (needsNote && !form.elements.note.value.trim()) form.elements.note.focus();
  else if (dataset.next !== "reason") form.requestSubmit();
}

function wait(isWaiting) {
  if (!armed) return;
  armed.hidden = !isWaiting;
  armed.closest("form").classList.toggle("is-armed", isWaiting);
  if (isWaiting) document.querySelector("[data-reasons]").scrollIntoView({ block: "nearest" });
}

function chooseReason(code) {
  if (!armed || armed.hidden) return false;
  wait(false);
  const reason = document.querySelector(`[data-reason=${code}]`);
  if (!reason) return code === "Escape";
  reason.checked = true;
  reason.form.requestSubmit();
  return true;
}

function step(code) {
  if (!(code in STEPS) || !items.length) return false;
  const place = items.indexOf(currentItem()) + STEPS[code];
  const next = items[Math.min(Math.max(place, 0), items.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** Keys of one letter can be switched off: who speaks to the computer would press them by chance. */
function offerSwitch(line) {
  const box = line.querySelector("input");
  line.hidden = false;
  box.checked = !isOff();
  box.addEventListener("change", () =>
    box.checked ? localStorage.removeItem(SWITCHED_OFF) : localStorage.setItem(SWITCHED_OFF, "yes"));
}

/** As long as somebody looks at the page, what stands on it stays theirs. */
function renew(form) {
  setInterval(async () => {
    if (document.visibilityState !== "visible") return;
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) }).catch(() => undefined);
    if (answer && !answer.ok) document.querySelector("[data-let-go]").hidden = false;
  }, WHILE_OPEN);
}

document.querySelectorAll("[data-keys-switch]").forEach(offerSwitch);
document.querySelectorAll("form[data-renew]").forEach(renew);
