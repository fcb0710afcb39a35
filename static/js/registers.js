// Roll call: how many are ticked, and a whole unit at once. The page works without this.
(() => {
  "use strict";

  const form = document.querySelector("[data-vhcv-roll]");
  if (!form) {
    return;
  }
  const count = form.querySelector("[data-vhcv-roll-count]");
  const tell = () => {
    const ticked = form.querySelectorAll("input[name=co_mat]:checked").length;
    count.textContent = `Có mặt ${ticked}/${count.dataset.total} người`;
    form.querySelectorAll("fieldset").forEach((group) => {
      const boxes = [...group.querySelectorAll("input[name=co_mat]")];
      const button = group.querySelector("[data-vhcv-roll-all]");
      button.textContent = boxes.every((box) => box.checked) ? "Bỏ cả" : "Chọn cả";
    });
  };
  form.querySelectorAll("[data-vhcv-roll-all]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const boxes = [...button.closest("fieldset").querySelectorAll("input[name=co_mat]")];
      const all = boxes.every((box) => box.checked);
      boxes.forEach((box) => {
        box.checked = !all;
      });
      tell();
    });
  });
  form.addEventListener("change", tell);
  tell();
})();
