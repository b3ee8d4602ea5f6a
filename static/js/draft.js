/** Keeps what is typed into a form in this browser until the portal has it, a week at most. */
const PREFIX = "draft:";
const WEEK = 7 * 24 * 60 * 60 * 1000;
const PAUSE = 400;
const NEVER_KEPT = /^(hidden|password|file|submit|button|reset|image|fieldset|output)$/;
const IS_CHOICE = /^(radio|checkbox)$/;

const isChoice = (control) => IS_CHOICE.test(control.type);
const controlsOf = (form) => [...form.elements].filter((control) => control.name && !NEVER_KEPT.test(control.type));
const nameOf = (control) => (isChoice(control) ? `${control.name}=${control.value}` : control.name);
const typedInto = (control) => (isChoice(control) ? control.checked : control.value);

/** What the page came with. */
function servedIn(control) {
  if (isChoice(control)) return control.defaultChecked;
  if (!control.options) return control.defaultValue;
  return ([...control.options].find((option) => option.defaultSelected) ?? control.options[0])?.value;
}

/** Not shown once more with what was sent, or what the portal itself has kept. */
const isFresh = (form) => !("sentBack" in form.dataset) && !new URLSearchParams(location.search).has("kept");
const isUntouched = (form) => controlsOf(form).every((control) => typedInto(control) === servedIn(control));

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key));
  } catch {
    return null;
  }
}

const forget = (key) => localStorage.removeItem(PREFIX + key);

function forgetOldOnes() {
  for (const name of Object.keys(localStorage).filter((name) => name.startsWith(PREFIX))) {
    const key = name.slice(PREFIX.length);
    if (!(Date.now() - read(key)?.at < WEEK)) forget(key);
  }
}

/** A draft begun before signing in is found again afterwards; one of another account never. */
const keysFor = (key) => [key, key.slice(key.indexOf(":"))];

function keepDrafts(form) {
  const key = form.dataset.draft;
  let waiting;

  const save = () => {
    clearTimeout(waiting);
    if (isFresh(form) && isUntouched(form)) return forget(key);
    const fields = Object.fromEntries(controlsOf(form).map((control) => [nameOf(control), typedInto(control)]));
    localStorage.setItem(PREFIX + key, JSON.stringify({ at: Date.now(), fields }));
  };
  const saveSoon = () => {
    clearTimeout(waiting);
    waiting = setTimeout(saved, PAUSE);
  };
  // A full or forbidden storage must not come between the writer and the form.
  const saved = () => {
    try {
      save();
    } catch {
      clearTimeout(waiting);
    }
    waiting = undefined;
  };

  restore(form);
  form.addEventListener("input", saveSoon);
  form.addEventListener("change", saveSoon);
  form.addEventListener("submit", saved);
  addEventListener("pagehide", () => waiting && saved());
}

/** Fills in again what was typed, where the form came back as if nothing had been. */
function restore(form) {
  const key = keysFor(form.dataset.draft).find(read);
  if (!key || !isFresh(form) || !isUntouched(form)) return;
  const { at, fields } = read(key);
  for (const control of controlsOf(form)) {
    const kept = fields[nameOf(control)];
    if (kept === undefined) continue;
    if (isChoice(control)) control.checked = kept;
    else control.value = kept;
  }
  if (!isUntouched(form)) announce(form, at);
}

function announce(form, at) {
  const line = form.querySelector("[data-draft-line]");
  line.querySelector("[data-moment]").textContent = moment(at);
  line.querySelector("button").addEventListener("click", () => {
    form.reset();
    keysFor(form.dataset.draft).forEach(forget);
    line.hidden = true;
    tellOthers(form);
    controlsOf(form)[0].focus();
  });
  line.hidden = false;
  tellOthers(form);
}

/** What counts characters has to hear of a change nobody typed. */
function tellOthers(form) {
  form.querySelectorAll("textarea").forEach((box) => box.dispatchEvent(new Event("input")));
}

function moment(at) {
  const { lang, dataset } = document.documentElement;
  const written = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short" }).format(at);
  return written.replace(/\d/g, (digit) => dataset.digits[digit]);
}

function forgetAllOf(owner) {
  const own = Object.keys(localStorage).filter((name) => name.startsWith(`${PREFIX}${owner}:`));
  own.forEach((name) => localStorage.removeItem(name));
}

try {
  document.querySelectorAll("[data-draft-sent]").forEach((mark) => keysFor(mark.dataset.draftSent).forEach(forget));
  forgetOldOnes();
  document.querySelectorAll("form[data-draft]").forEach(keepDrafts);
  document.querySelectorAll("form[data-forget-drafts]").forEach((form) =>
    form.addEventListener("submit", () => forgetAllOf(form.dataset.forgetDrafts)));
} catch {
  // Without storage there are no drafts, and everything else works.
}
