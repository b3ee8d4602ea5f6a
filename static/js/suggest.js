/** Suggests stores and complaints while somebody types: the box becomes a combobox, which is left as it was typed. */
const PAUSE = 150;
const FEWEST = 2;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

function suggestWhileTyping(list) {
  const box = list.previousElementSibling;
  let options = [];
  let chosen = -1;
  let waiting, asking;

  const choose = (place) => {
    options[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = options[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", option?.id ?? "");
  };

  const open = (isOpen) => {
    list.hidden = !isOpen;
    box.setAttribute("aria-expanded", String(isOpen));
    choose(-1);
  };

  const show = (html) => {
    list.innerHTML = html;
    options = [...list.querySelectorAll("[role=option]")];
    options.forEach((option, place) => {
      option.id = `${list.id}-${place}`;
    });
    open(options.length > 0);
  };

  const forget = () => {
    clearTimeout(waiting);
    asking?.abort();
  };

  const ask = async () => {
    const typed = box.value.trim();
    if (typed.length < FEWEST) return show("");
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${list.dataset.suggestions}?${new URLSearchParams({ q: typed })}`, { signal });
      const html = answer.ok ? await answer.text() : "";
      if (!signal.aborted) show(html);
    } catch {
      // Overtaken by what was typed since, or without a connection: searching still works.
    }
  };

  const press = (event) => {
    if (event.isComposing || !options.length) return;
    const { key } = event;
    if (key in STEPS) {
      if (list.hidden) open(true);
      // One place more than there are options: the box itself.
      const places = options.length + 1;
      choose(((chosen + 1 + STEPS[key] + places) % places) - 1);
    } else if (key === "Enter" && chosen >= 0) options[chosen].click();
    else if (key === "Escape" && !list.hidden) open(false);
    else return;
    event.preventDefault();
  };

  // A box for searching may be no combobox, and browsers empty it on Escape.
  box.type = "text";
  box.enterKeyHint = "search";
  box.autocomplete = "off";
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  open(false);
  box.addEventListener("input", () => {
    forget();
    waiting = setTimeout(ask, PAUSE);
  });
  box.addEventListener("keydown", press);
  box.addEventListener("blur", () => {
    forget();
    open(false);
  });
  // The box keeps the focus, so that the list is still there when the press ends.
  list.addEventListener("mousedown", (event) => event.preventDefault());
}

document.querySelectorAll("[data-suggestions]").forEach(suggestWhileTyping);
