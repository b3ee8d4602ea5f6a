/** Shows what the rules say of a text while it is written: a request after a pause, and never two at once. */
const PAUSE = 1200;
const FIELDS = ["csrf_token", "title", "body", "language", "nature", "purchased_on"];

function checkWhileTyping(region) {
  const form = region.closest("form");
  const output = region.firstElementChild;
  let waiting, asking;

  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const typed = new FormData(form);
    const body = new URLSearchParams(FIELDS.filter((name) => typed.has(name)).map((name) => [name, typed.get(name)]));
    try {
      const answer = await fetch(region.dataset.check, { method: "POST", body, signal: asking.signal });
      if (!answer.ok) return;
      const { html } = await answer.json();
      // The same words are not announced again.
      if (html !== output.innerHTML.trim()) output.innerHTML = html;
    } catch {
      // Without a connection the rules speak when it is sent.
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (!["title", "body"].includes(target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });
}

document.querySelectorAll("form [data-check]").forEach(checkWhileTyping);
