/** Turns "at most n characters" under a text box into what is left, in the digits of the page. */
function countCharacters(output) {
  const box = document.getElementById(output.dataset.countFor);
  const limit = Number(output.dataset.limit);
  const digits = new Intl.NumberFormat(digitsOfPage());
  const atMost = output.textContent;
  let spoken;

  const show = () => {
    const left = limit - [...box.value].length;
    const label = left < 0 ? output.dataset.over : output.dataset.left;
    output.textContent = box.value ? `${label} ${digits.format(Math.abs(left))}` : atMost;
    output.classList.toggle("field__error", left < 0);
    // A screen reader hears the count only near the limit, and after a pause in the typing.
    clearTimeout(spoken);
    spoken = setTimeout(() => output.setAttribute("aria-live", left < limit / 10 ? "polite" : "off"), 1000);
  };

  box.addEventListener("input", show);
  show();
}

function digitsOfPage() {
  const language = document.documentElement.lang;
  return language === "ar" ? "ar-u-nu-arab" : language;
}

document.querySelectorAll("[data-count-for]").forEach(countCharacters);
