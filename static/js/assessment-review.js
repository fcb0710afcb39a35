// The heads' keyboard: rows of the bulk table, and going through forms. Without script each form is ticked
// and opened by itself.
(() => {
  "use strict";

  const rowsOf = (table) => [...table.querySelectorAll("tbody tr")];

  const stand = (rows, row) => {
    rows.forEach((one) => {
      one.tabIndex = one === row ? 0 : -1;
    });
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  };

  const tell = (form) => {
    const count = form.querySelectorAll("input[name=pick]:checked").length;
    const place = form.querySelector("[data-vhcv-picked]");
    if (place) {
      place.textContent = count ? `Đã chọn ${count} phiếu` : "";
    }
    return count;
  };

  const keys = (form, table, event) => {
    const rows = rowsOf(table);
    const row = event.target.closest("tbody tr");
    const at = rows.indexOf(row);
    if (at < 0) {
      return;
    }
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      if (tell(form)) {
        form.requestSubmit();
      }
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const onRow = event.target === row;
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step) {
      const next = rows[at + step];
      event.preventDefault();
      if (next) {
        stand(rows, next);
      }
    } else if (event.key === "Home" || event.key === "End") {
      event.preventDefault();
      stand(rows, event.key === "Home" ? rows[0] : rows[rows.length - 1]);
    } else if (event.key === "Enter" && onRow) {
      row.querySelector("a")?.click();
    } else if (event.key === " " && onRow) {
      event.preventDefault();
      const pick = row.querySelector("input[name=pick]");
      if (pick) {
        pick.checked = !pick.checked;
        tell(form);
      }
    }
  };

  const prepareBulk = () => {
    const form = document.querySelector("[data-vhcv-bulk]:not([data-vhcv-ready])");
    const table = form?.querySelector("table");
    if (!table) {
      return;
    }
    form.dataset.vhcvReady = "";
    form.querySelectorAll("[data-vhcv-keys]").forEach((one) => {
      one.hidden = false;
    });
    rowsOf(table).forEach((row, at) => {
      row.tabIndex = at === 0 ? 0 : -1;
    });
    table.addEventListener("keydown", (event) => keys(form, table, event));
    form.addEventListener("change", () => tell(form));
    const all = form.querySelector("[data-vhcv-pick-all]");
    if (all) {
      all.hidden = false;
      all.querySelector("input").addEventListener("change", (event) => {
        form.querySelectorAll("input[name=pick]").forEach((pick) => {
          pick.checked = event.target.checked;
        });
        tell(form);
      });
    }
    tell(form);
  };

  // Points as the portal counts them: whole numbers, half up to 0.01.
  const points = (rows) => {
    let above = 0;
    let below = 0;
    rows.forEach((row) => {
      const chosen = row.querySelector("select")?.value;
      const score = Number(chosen || row.dataset.stands);
      const weight = Number(row.dataset.weight);
      above += weight * score;
      below += weight;
    });
    if (!below) {
      return "—";
    }
    const cents = Math.floor((200 * above + below) / (2 * below));
    return `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, "0")}`;
  };

  const prepareJudge = () => {
    const form = document.querySelector("[data-vhcv-judge]");
    if (!form) {
      return;
    }
    form.querySelectorAll("[data-vhcv-keys]").forEach((one) => {
      one.hidden = false;
    });
    const rows = [...form.querySelectorAll("[data-own]")];
    const place = form.querySelector("[data-vhcv-points]");
    form.addEventListener("change", (event) => {
      if (event.target.matches("select") && place) {
        place.textContent = points(rows);
        const row = event.target.closest("[data-own]");
        const differs = event.target.value && event.target.value !== row.dataset.own;
        if (differs) {
          row.querySelector(".judge-why")?.focus();
        }
      }
    });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) {
        event.preventDefault();
        const onward = form.querySelector("[data-vhcv-onward]");
        if (onward) {
          form.requestSubmit(onward);
        }
      } else if (event.key === "Enter" && event.target.matches("input")) {
        // A reason is finished by Enter; the form is sent by its buttons only.
        event.preventDefault();
      }
    });
    document.addEventListener("keydown", (event) => {
      const where = event.altKey && { j: "[data-vhcv-after]", k: "[data-vhcv-before]" }[event.key.toLowerCase()];
      const link = where && document.querySelector(where);
      if (link) {
        event.preventDefault();
        link.click();
      } else if (event.key === "Enter" && event.ctrlKey && !form.contains(event.target)) {
        form.querySelector("[data-vhcv-onward]")?.click();
      }
    });
  };

  prepareBulk();
  prepareJudge();
  document.addEventListener("htmx:afterSettle", prepareBulk);
})();
