/** Offers what a browser has for passing a page on: its clipboard, and its own list of places to share to. */
function offer(box) {
  const { address, title, copied } = box.dataset;
  const said = box.querySelector("[role=status]");

  const show = (button, act) => {
    button.addEventListener("click", act);
    button.closest("li").hidden = false;
  };
  if (navigator.clipboard) {
    const copy = () => navigator.clipboard.writeText(address);
    // Where the clipboard is forbidden, the address can still be copied by hand.
    show(box.querySelector("[data-copy]"), () =>
      copy().then(() => (said.textContent = copied), () => (said.textContent = address)));
  }
  if (navigator.share) {
    // Closing the list without a choice is no error.
    show(box.querySelector("[data-hand-on]"), () => navigator.share({ title, url: address }).catch(() => {}));
  }
}

document.querySelectorAll("[data-share]").forEach(offer);
