/** Turns "at most n characters" under a text box into what is left, in the digits of the page. */
function countCharacters(output) {
  const box = document.getElementById(output.dataset.countFor);
  const limit = Number(output.dataset.limit);
  const atMost = output.textContent;
  let spoken;

  const show = () => {
    const left = limit - [...box.value].length;
    const label = left < 0 ? output.dataset.over : output.dataset.left;
    output.textContent = box.value ? `${label} ${written(Math.abs(left))}` : atMost;
    output.classList.toggle("field__error", left < 0);
    // A screen reader hears the count only near the limit, and after a pause in the typing.
    clearTimeout(spoken);
    spoken = setTimeout(() => output.setAttribute("aria-live", left < limit / 10 ? "polite" : "off"), 1000);
  };

  box.addEventListener("input", show);
  show();
}

/** A whole number as the language of the page writes it; browsers' own ideas of a language's digits differ. */
function written(number) {
  const { digits, group } = document.documentElement.dataset;
  return String(number)
    .replace(/\B(?=(\d{3})+$)/g, group)
    .replace(/\d/g, (digit) => digits[digit]);
}

document.querySelectorAll("[data-count-for]").forEach(countCharacters);
