// The heads' list: one tick for the whole page. Without script each form is ticked by itself.
(() => {
  "use strict";
  const prepare = () => {
    const all = document.querySelector("[data-vhcv-pick-all]");
    const picks = document.querySelectorAll("input[name=pick]");
    if (!all || picks.length === 0) {
      return;
    }
    all.hidden = false;
    all.querySelector("input").addEventListener("change", (event) => {
      picks.forEach((pick) => {
        pick.checked = event.target.checked;
      });
    });
  };
  prepare();
  document.addEventListener("htmx:afterSettle", prepare);
})();
