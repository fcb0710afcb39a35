// Reads the table twin of a chart: the first column names the rows, every further column is a series.

function number(cell) {
  const bare = cell?.dataset.value;
  return bare === undefined || bare === "" ? null : Number(bare);
}

/** The table as {categories, series: [{name, values, texts}]}; a cell without data-value is null, never 0. */
export function readTable(table) {
  const headings = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const series = headings.slice(1).map((name, index) => ({
    name,
    values: rows.map((row) => number(row.cells[index + 1])),
    texts: rows.map((row) => row.cells[index + 1]?.textContent.trim() ?? "—"),
  }));
  return {
    categories: rows.map((row) => row.cells[0].textContent.trim()),
    // A column of words (a note, a grade) has no number anywhere and is not drawn.
    series: series.filter((one) => one.values.some((value) => value !== null)),
  };
}

/** Settings of one figure from its data-vhcv-… attributes. */
export function readSettings(figure) {
  const { vhcvChart, vhcvUnit, vhcvMin, vhcvMax } = figure.dataset;
  const bound = (text) => (text === undefined || text === "" ? undefined : Number(text));
  return { kind: vhcvChart, unit: vhcvUnit ?? "", min: bound(vhcvMin), max: bound(vhcvMax) };
}
