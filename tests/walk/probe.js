/** What the walk asks a page about itself; put into every page before it loads. */
(() => {
  const shifts = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (!entry.hadRecentInput) {
        shifts.push({ value: entry.value, moved: entry.sources.map((source) => name(source.node)) });
      }
    }
  }).observe({ type: "layout-shift", buffered: true });

  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  const CONTROLS = "input:not([type=hidden]):not([type=submit]):not([type=button]), select, textarea";

  function name(node) {
    const element = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node;
    if (!element?.tagName) {
      return "?";
    }
    const marks = element.id ? `#${element.id}` : [...element.classList].map((one) => `.${one}`).join("");
    const words = (element.textContent || element.value || "").trim().replace(/\s+/g, " ").slice(0, 30);
    return `<${element.tagName.toLowerCase()}${marks}> ${words}`.trim();
  }

  function isShown(element) {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ visibilityProperty: true }) && box.width > 0 && box.height > 0;
  }

  /** Visually hidden: there for screen readers alone. */
  function isOnlySpoken(element) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width <= 1 || box.height <= 1 || style.opacity === "0" || /inset\(50%|rect\(0/.test(style.clipPath + style.clip);
  }

  function scrolls(element) {
    return ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  }

  const within = (element, test) => {
    for (let one = element.parentElement; one; one = one.parentElement) {
      if (test(one)) {
        return one;
      }
    }
    return null;
  };

  /** Elements that stand out of the page sideways, outside of anything that scrolls by itself. */
  function sideways() {
    const root = document.scrollingElement;
    if (root.scrollWidth <= root.clientWidth) {
      return [];
    }
    const out = [...document.body.querySelectorAll("*")].filter((element) => {
      const box = element.getBoundingClientRect();
      const isOut = box.right > root.clientWidth + 0.5 || box.left < -0.5;
      return isOut && isShown(element) && !within(element, (one) => one !== root && one !== document.body && scrolls(one));
    });
    return [`${root.scrollWidth} px in ${root.clientWidth}: ${out.slice(-4).map(name).join(", ") || "nothing found"}`];
  }

  /** Texts cut off by their box. An excerpt that ends after so many lines is meant to. */
  function cut() {
    return [...document.body.querySelectorAll("*")]
      .filter((element) => {
        const style = getComputedStyle(element);
        const hides = ["hidden", "clip"];
        const isCut =
          (hides.includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hides.includes(style.overflowY) && element.scrollHeight > element.clientHeight + 1);
        const isExcerpt = style.webkitLineClamp !== "none";
        return isCut && !isExcerpt && element.textContent.trim() && isShown(element) && !isOnlySpoken(element);
      })
      .map(name);
  }

  /** Controls without words that can be seen. A search box is named by the button beside it. */
  function unlabelled() {
    const isNamed = (control) => {
      const named = (control.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id));
      return [...(control.labels || []), ...named].some(
        (label) => label && isShown(label) && !isOnlySpoken(label) && label.textContent.trim(),
      );
    };
    const isSearch = (control) =>
      control.form?.matches("[role=search]") && control.form.querySelector("button[type=submit]") && control.labels.length;
    return [...document.querySelectorAll(CONTROLS)]
      .filter((control) => isShown(control) && !isNamed(control) && !isSearch(control))
      .map(name);
  }

  /** Where Tab must lead, in the order of the document: of radio buttons of one name only one. */
  function stops() {
    const reachable = [...document.querySelectorAll(FOCUSABLE)].filter(
      (element) => !element.disabled && element.tabIndex >= 0 && isShown(element),
    );
    return reachable.filter((element) => {
      if (element.type !== "radio") {
        return true;
      }
      const group = reachable.filter((one) => one.type === "radio" && one.name === element.name && one.form === element.form);
      return element === (group.find((one) => one.checked) || group[0]);
    });
  }

  const rgb = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const isClear = (colour) => rgb(colour).length === 4 && rgb(colour)[3] < 0.5;

  function contrast(one, other) {
    const light = [one, other].map((colour) => {
      const [red, green, blue] = rgb(colour).map((part) => {
        const share = part / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05;
    });
    return Math.max(...light) / Math.min(...light);
  }

  function ground(element) {
    const holder = within(element, (one) => !isClear(getComputedStyle(one).backgroundColor));
    return getComputedStyle(holder || document.documentElement).backgroundColor;
  }

  /** What is wrong with how the focus shows on the element. */
  function focusShows(element) {
    const box = element.parentElement.matches(":focus-within") ? element.parentElement : null;
    const candidates = [element, element.nextElementSibling, element.closest("label"), box].filter(Boolean);
    const outlined = candidates.find((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    if (!outlined) {
      return "the focus does not show";
    }
    const colour = getComputedStyle(outlined).outlineColor;
    const ratio = contrast(colour, ground(outlined));
    return ratio < 3 ? `the focus shows with a contrast of ${ratio.toFixed(1)} only (${colour} on ${ground(outlined)})` : "";
  }

  function isCovered(element) {
    const box = element.getBoundingClientRect();
    const across = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
    const down = Math.min(Math.max(box.top + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
    const top = document.elementFromPoint(across, down);
    const mates = [element, ...(element.labels || [])];
    return !mates.some((one) => one === top || one.contains(top) || top?.contains(one));
  }

  /** The element that has the focus: its place among the stops, and what is wrong with it. */
  function focused(order) {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) {
      return null;
    }
    const box = element.getBoundingClientRect();
    const isOutside = box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth;
    const problems = [
      focusShows(element),
      isOutside ? "the focus is outside of the window" : "",
      !isOutside && isCovered(element) ? "something covers the focus" : "",
    ];
    return {
      place: order.indexOf(element),
      name: name(element),
      scrolls: scrolls(element),
      problems: problems.filter(Boolean),
    };
  }

  /** Stops that stand in one row, but not in the reading direction. */
  function againstReading(order) {
    const found = [];
    for (let index = 1; index < order.length; index += 1) {
      const [before, after] = [order[index - 1], order[index]];
      const [first, second] = [before.getBoundingClientRect(), after.getBoundingClientRect()];
      const shared = within(after, (one) => one.contains(before));
      const overlap = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
      const isRow = overlap > 0.5 * Math.min(first.height, second.height);
      const isRightToLeft = getComputedStyle(shared ?? document.documentElement).direction === "rtl";
      const isBack = isRightToLeft ? second.left > first.right - 1 : second.right < first.left + 1;
      if (shared?.matches("ul, ol, nav, form, fieldset, tr, header, footer, div") && isRow && isBack) {
        found.push(`${name(after)} comes after ${name(before)}`);
      }
    }
    return found;
  }

  /** In forced colours: what is to be pressed or filled in needs an edge or a line. */
  function edgeless() {
    return [...document.querySelectorAll(`${CONTROLS}, button, a.button`)]
      .filter((element) => isShown(element) && !isOnlySpoken(element) && !["radio", "checkbox"].includes(element.type))
      .filter((element) => {
        const hasEdge = [element, element.parentElement].some((one) => {
          const style = getComputedStyle(one);
          return style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) >= 1;
        });
        return !hasEdge && !getComputedStyle(element).textDecorationLine.includes("underline");
      })
      .map(name);
  }

  function moving() {
    return document
      .getAnimations()
      .filter((one) => one.effect.getComputedTiming().activeDuration > 100)
      .map((one) => name(one.effect.target));
  }

  /** Shapes of plots that cannot be told from the ground. */
  function unseen() {
    const seen = (colour, under) => colour !== "none" && !isClear(colour) && contrast(colour, under) >= 1.5;
    return [...document.querySelectorAll("svg[role=img], figure svg")].filter(isShown).flatMap((plot) => {
      const under = ground(plot);
      const shapes = [...plot.querySelectorAll("path, rect, line, circle, polyline, polygon")];
      const isSeen = shapes.some((shape) => {
        const style = getComputedStyle(shape);
        return seen(style.fill, under) || seen(style.stroke, under);
      });
      return shapes.length && !isSeen ? [name(plot)] : [];
    });
  }

  let order = [];
  window.walk = {
    shifts: () => shifts,
    sideways,
    cut,
    unlabelled,
    edgeless,
    moving,
    unseen,
    againstReading: () => againstReading(order),
    begin: () => {
      // Tab starts again from the top only once the body itself had the focus.
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
      scrollTo(0, 0);
      order = stops();
      return order.map(name);
    },
    focused: () => focused(order),
    spacious: (isOn) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync("* { line-height: 1.5 !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }");
      document.adoptedStyleSheets = isOn ? [sheet] : [];
    },
  };
})();
