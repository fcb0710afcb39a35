// Compares a file with the digests of an issued document; the file never leaves this machine.
(() => {
  "use strict";

  const box = document.querySelector("[data-vhcv-verify]");
  const answer = document.querySelector("[data-vhcv-verify-answer]");
  // Digests need a secure page; without one the reader can still paste a digest.
  if (!box || !answer || !window.crypto?.subtle) {
    return;
  }
  box.hidden = false;

  const say = (kind, words) => {
    answer.className = `notice ${kind}`;
    answer.firstElementChild.textContent = words;
    answer.hidden = false;
  };
  const hex = (buffer) => Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");

  box.querySelector("input").addEventListener("change", async (event) => {
    const [file] = event.target.files;
    if (!file) {
      return;
    }
    say("", "Đang tính mã băm…");
    const digest = hex(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    if (digest === box.dataset.pdf) {
      say("ok", "Đúng là tệp PDF đã ban hành.");
    } else if (digest === box.dataset.docx) {
      say("ok", "Đúng là tệp Word đã ban hành.");
    } else {
      say("bad", "Tệp này không phải tệp đã ban hành: đã bị sửa, hoặc là bản in, quét lại.");
    }
  });
})();
