import { countCharacters } from "./character-count.js";
import { submitOnce } from "./submit-once.js";

document.querySelectorAll("[data-count-for]").forEach(countCharacters);
document.querySelectorAll("[data-submit-once]").forEach(submitOnce);
document.querySelector("[data-focus]")?.focus();
