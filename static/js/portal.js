// Small comforts on top of pages that already work without any script.
(() => {
  "use strict";

  // One press sends one form; the id in the form guards the server all the same.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) {
      return;
    }
    if (form.dataset.vhcvSent !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.vhcvSent = "";
    event.submitter?.setAttribute("aria-disabled", "true");
  });

  // Coming back by the browser's arrow must find the forms usable again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-vhcv-sent]").forEach((form) => delete form.dataset.vhcvSent);
    document.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  });

  // Menus close with Escape and when the reader clicks elsewhere.
  const closeMenus = (except) =>
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (menu !== except) {
        menu.open = false;
      }
    });
  document.addEventListener("click", (event) => closeMenus(event.target.closest("details.menu")));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = document.querySelector("details.menu[open]");
      closeMenus(null);
      open?.querySelector("summary").focus();
    }
  });

  document.querySelectorAll("[data-vhcv-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // Parts fetched by htmx: a refusal must be seen, and a whole page (signed out meanwhile) opens as a page.
  for (const name of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(name, () =>
      document.querySelector("[data-vhcv-part-error]")?.removeAttribute("hidden"),
    );
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    if (/^\s*<!doctype html/i.test(event.detail.serverResponse)) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
})();
