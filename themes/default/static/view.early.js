// Text size and contrast as the reader chooses them, set before the page is painted. On a web server the choice is kept in
// storage; on file://, where pages share none, it goes with the links as ?view=large+contrast.
"use strict";
(() => {
  const SIZES = ["large", "largest"];
  const KNOWN = [...SIZES, "contrast"];
  const KEY = "gongkai-view";
  const root = document.documentElement;

  const storage = (() => {
    if (!/^https?:$/.test(location.protocol)) return null;
    try {
      localStorage.getItem(KEY);
      return localStorage;
    } catch {
      return null; // refused by the browser: as on file://
    }
  })();
  const asked = () => new URLSearchParams(location.search).get("view");
  const read = () => (asked() ?? storage?.getItem(KEY) ?? "").split(" ").filter((word) => KNOWN.includes(word));
  const buttons = () => document.querySelectorAll("[data-choose]");
  const isOn = (choice) => (choice === "standard" ? !chosen.some((word) => SIZES.includes(word)) : chosen.includes(choice));

  let chosen = read();
  function show() {
    root.dataset.view = chosen.join(" ");
    for (const button of buttons()) button.setAttribute("aria-pressed", isOn(button.dataset.choose));
  }

  /** The same query with the choice in it, or without where there is none. */
  function withChoice(search) {
    const query = new URLSearchParams(search);
    if (chosen.length && !storage) query.set("view", chosen.join(" "));
    else query.delete("view");
    const words = query.toString();
    return words && `?${words}`;
  }

  function keep() {
    try {
      storage?.setItem(KEY, chosen.join(" "));
      history.replaceState(history.state, "", location.pathname + withChoice(location.search) + location.hash);
    } catch {
      // Storage is full, or the address may not be changed: the choice then holds for this page.
    }
  }

  function choose(choice) {
    const others = chosen.filter((word) => word !== choice && !(choice !== "contrast" && SIZES.includes(word)));
    const turnsOn = choice !== "standard" && !chosen.includes(choice);
    chosen = KNOWN.filter((word) => others.includes(word) || (turnsOn && word === choice));
    show();
    keep();
  }

  /** Links of the site take the choice along, from the moment somebody touches them. */
  function carry(event) {
    const link = storage ? null : event.target.closest?.("a[href]");
    const written = link?.getAttribute("href");
    if (!written || written.startsWith("#") || /^[a-z][a-z0-9+.-]*:/i.test(written) || !link.pathname.endsWith(".html")) return;
    const [, path, search = "", hash = ""] = /^([^?#]*)(\?[^#]*)?(#.*)?$/.exec(written);
    const target = path + withChoice(search) + hash;
    if (target !== written) link.setAttribute("href", target);
  }

  /** Another edition opens at the same place; words to filter by are of this one's language. */
  function keepPlace(event) {
    const link = event.target.closest?.(".editions a[href]");
    if (link && !location.hash.includes(".filter=")) link.setAttribute("href", link.getAttribute("href").split("#")[0] + location.hash);
  }

  show();
  document.addEventListener("DOMContentLoaded", show);
  // A page that comes back as it was left may have been left before the choice was made.
  addEventListener("pageshow", (event) => {
    if (!event.persisted || !storage) return;
    chosen = read();
    show();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-choose]");
    if (button) choose(button.dataset.choose);
  });
  for (const touch of ["pointerdown", "focusin", "click"]) {
    document.addEventListener(touch, keepPlace, true);
    document.addEventListener(touch, carry, true);
  }
})();
