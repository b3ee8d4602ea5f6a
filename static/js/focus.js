/** Takes the reader to what went wrong, such as the list of errors of a form. */
document.querySelector("[data-focus]")?.focus();
