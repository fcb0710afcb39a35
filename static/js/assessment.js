// The self-assessment form: counts what is answered, keeps drafts as the person goes. All of it is optional.
(() => {
  "use strict";
  const form = document.querySelector("[data-vhcv-assessment]");
  if (!form) {
    return;
  }
  const PAUSE = 1200;
  const said = form.querySelector("[data-vhcv-saved]");
  const version = form.elements.version;
  let timer = null;
  let saving = null;
  let dirty = false;
  let stopped = false;

  const tell = (text, bad = false) => {
    said.textContent = text;
    said.classList.toggle("is-bad", bad);
  };

  const count = () => {
    const done = form.querySelectorAll("input[type=radio]:checked").length;
    form.querySelector("[data-vhcv-progress]").value = done;
    form.querySelector("[data-vhcv-done]").textContent = done;
  };

  const save = async () => {
    dirty = false;
    try {
      const answer = await fetch(form.dataset.vhcvSave, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
        redirect: "error",
      });
      if (answer.ok) {
        version.value = (await answer.json()).version;
        tell(`Đã lưu nháp lúc ${new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" })}`);
      } else if (answer.status === 409) {
        stopped = true;
        tell("Phiếu đã đổi ở nơi khác hoặc kỳ đã khóa. Hãy tải lại trang.", true);
      } else {
        dirty = true;
        tell("Chưa lưu được nháp. Bấm “Lưu nháp” để thử lại.", true);
      }
    } catch {
      dirty = true;
      tell("Mất kết nối, nháp chưa lưu.", true);
    }
  };

  // One save at a time: the next one must carry the version that the last one was given.
  const saveNow = async () => {
    clearTimeout(timer);
    await saving;
    if (dirty && !stopped) {
      saving = save();
      await saving;
    }
    saving = null;
  };

  form.addEventListener("input", () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(saveNow, PAUSE);
  });
  form.addEventListener("change", (event) => {
    count();
    const field = event.target.closest("fieldset");
    if (field && event.target.value === "na") {
      const note = field.querySelector("details");
      note.open = true;
      note.querySelector("input").focus();
    }
  });

  // A submission waits for a save under way, or it would carry an old version.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    dirty = false;
    if (saving) {
      const button = event.submitter;
      event.preventDefault();
      saving.finally(() => form.requestSubmit(button));
      saving = null;
    }
  });
  // Returning to the page by the browser's arrow brings the ticks back but not what was counted.
  window.addEventListener("pageshow", count);
})();
