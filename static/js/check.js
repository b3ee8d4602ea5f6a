/** Shows what the rules say of a text while it is written, and, of a complaint, which cases are like it: a request after a pause, and never two at once. */
const PAUSE = 1200;
const CONTROLS = "summary, button";
const FIELDS = ["csrf_token", "store", "store_choice", "title", "body", "language", "nature", "purchased_on"];

function checkWhileTyping(region) {
  const form = region.closest("form");
  const output = region.firstElementChild;
  let shown, waiting, asking;

  // The same words are not announced again; what was opened or closed stays so, and so does the focus.
  const show = (html) => {
    const states = new Map([...output.querySelectorAll("details")].map(({ dataset, open }) => [dataset.rule, open]));
    const focused = [...output.querySelectorAll(CONTROLS)].indexOf(document.activeElement);
    output.innerHTML = shown = html;
    for (const remark of output.querySelectorAll("details")) remark.open = states.get(remark.dataset.rule) ?? remark.open;
    if (focused >= 0) (output.querySelectorAll(CONTROLS)[focused] ?? region).focus();
  };

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = new FormData(form);
    const body = new URLSearchParams(FIELDS.filter((name) => typed.has(name)).map((name) => [name, typed.get(name)]));
    try {
      const answer = await fetch(region.dataset.check, { method: "POST", body, signal: asking.signal });
      if (!answer.ok) return;
      const { html } = await answer.json();
      if (html !== shown) show(html);
    } catch {
      // Without a connection the rules speak when it is sent.
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (!["store", "title", "body"].includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("form [data-check]").forEach(checkWhileTyping);
