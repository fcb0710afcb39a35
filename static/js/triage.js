// Sentences of ratings by keyboard: J and K walk, 1 and 2 decide and go on, E edits. Without it the form works.
(() => {
  "use strict";

  const rows = [...document.querySelectorAll("[data-vhcv-remark]")];
  if (rows.length === 0) {
    return;
  }
  document.querySelector("[data-vhcv-keys]")?.removeAttribute("hidden");

  const at = () => rows.findIndex((row) => row.contains(document.activeElement));
  const go = (place) => {
    const row = rows[Math.min(Math.max(place, 0), rows.length - 1)];
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const choose = (number) => {
    const place = at();
    if (place < 0) {
      return;
    }
    const box = rows[place].querySelectorAll("input[type=radio]")[number];
    box.checked = true;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    go(place + 1);
  };
  const acts = {
    j: () => go(at() + 1),
    k: () => go(at() - 1),
    1: () => choose(0),
    2: () => choose(1),
    e: () => rows[at()]?.querySelector("textarea")?.focus(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("textarea, input:not([type=radio])");
    if (event.key === "Escape" && typing) {
      rows[at()]?.focus();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = acts[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
