// Pages of figures work without this: it only saves a click on the month and on a cell of the heat map.

for (const choice of document.querySelectorAll("[data-vhcv-submit]")) {
  choice.addEventListener("change", () => choice.form.requestSubmit());
}

for (const table of document.querySelectorAll("[data-vhcv-heat]")) {
  const codes = table.dataset.vhcvHeat.split(" ");
  table.dataset.vhcvClickable = "";
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("td[class*='heat-']");
    const link = cell?.parentElement.querySelector("th a");
    if (!link || cell.classList.contains("heat-none")) {
      return;
    }
    // columns: agency, points, then one per criterion
    const url = new URL(link.href);
    url.pathname += `tieu-chi/${codes[cell.cellIndex - 2]}/`;
    window.location.assign(url);
  });
}
