/** Ignores the second click on a form that is already on its way. */
function submitOnce(form) {
  const buttons = form.querySelectorAll("button[type=submit]");
  const mark = (sent) => {
    form.dataset.sent = sent ? "yes" : "";
    buttons.forEach((button) => button.setAttribute("aria-disabled", String(sent)));
  };

  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    mark(true);
  });
  // The way back in the browser brings the page as it was left: it must be usable again.
  window.addEventListener("pageshow", () => mark(false));
}

document.querySelectorAll("[data-submit-once]").forEach(submitOnce);
