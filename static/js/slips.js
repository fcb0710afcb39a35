// Keying in paper slips without leaving the keys: Enter goes on to the next box, the arrows to the row above
// and below. Without this script Tab does, and Enter sends the form.
const table = document.querySelector("[data-vhcv-slips]");

if (table) {
  const boxes = Array.from(table.querySelectorAll("input"));
  const columns = table.querySelectorAll("tbody tr:first-child input").length;
  const steps = { Enter: 1, ArrowDown: columns, ArrowUp: -columns };

  table.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    event.preventDefault();
    const next = boxes[boxes.indexOf(event.target) + (event.shiftKey ? -step : step)];
    if (next) {
      next.focus();
      next.select();
    }
  });
}
