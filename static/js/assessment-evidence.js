// Evidence from the form itself: a button in each note, a picture or a PDF, sent again until it has arrived.
(() => {
  "use strict";
  const form = document.querySelector("[data-vhcv-assessment]:not([data-vhcv-closed])");
  if (!form) {
    return;
  }
  const ADDRESS = (uuid) => `/phieu/${uuid}/minh-chung/`;
  const RETRY = [2000, 5000, 15000, 30000];
  const picker = Object.assign(document.createElement("input"), {
    type: "file",
    accept: "image/jpeg,image/png,image/webp,application/pdf",
    hidden: true,
  });
  form.after(picker);
  let target = null;

  // A note gets its button when it is first opened: the page stays light.
  function equip(note) {
    if (note.querySelector("[data-vhcv-attach]")) {
      return;
    }
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "btn ask-attach", textContent: "Đính kèm ảnh, PDF" });
    button.dataset.vhcvAttach = "";
    button.addEventListener("click", () => {
      target = note;
      picker.value = "";
      picker.click();
    });
    note.append(button);
  }
  const notes = form.querySelectorAll("details.ask-note");
  notes.forEach((note) => {
    note.addEventListener("toggle", () => equip(note));
    if (note.open) {
      equip(note);
    }
  });

  picker.addEventListener("change", () => {
    if (picker.files.length && target) {
      send(target, picker.files[0], crypto.randomUUID?.() ?? fallbackId());
    }
  });

  function fallbackId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  }

  function line(note) {
    let list = note.querySelector("ul.ask-files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "ask-files";
      note.querySelector("[data-vhcv-attach]").before(list);
    }
    const row = document.createElement("li");
    row.setAttribute("role", "status");
    list.append(row);
    return row;
  }

  /** The id was made here, so sending it again is harmless however far it came the first time. */
  async function send(note, file, id) {
    const row = line(note);
    row.textContent = `Đang gửi ${file.name}…`;
    if (!window.vhcvForm.isStored() && !["saved", "wrong"].includes(await window.vhcvForm.store())) {
      again(row, note, file, id, "Chưa lưu được phiếu nên chưa gửi tệp.");
      return;
    }
    for (let attempt = 0; attempt <= RETRY.length; attempt += 1) {
      const answer = await post(note, file, id);
      if (answer?.status < 500) {
        await show(row, note, file, id, answer);
        return;
      }
      row.textContent = `Mất kết nối, đang thử gửi lại ${file.name}…`;
      await new Promise((resolve) => setTimeout(resolve, RETRY[attempt] ?? 0));
    }
    again(row, note, file, id, `Chưa gửi được ${file.name}.`);
  }

  function post(note, file, id) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", window.vhcvForm.token());
    body.set("form_uuid", id);
    body.set("owner", window.vhcvForm.owner);
    body.set("position", note.querySelector("textarea").name.slice(1));
    body.set("file", file);
    const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" };
    return fetch(ADDRESS(window.vhcvForm.uuid()), options).catch(() => null);
  }

  async function show(row, note, file, id, answer) {
    const told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    if (!answer.ok) {
      const words = told.message ?? "Chưa gửi được. Hãy lưu phiếu rồi thử lại.";
      if (answer.status === 422) {
        row.textContent = words;
        row.className = "is-bad";
      } else {
        again(row, note, file, id, words);
      }
      return;
    }
    const link = Object.assign(document.createElement("a"), { href: told.url, textContent: file.name });
    if (!told.is_paper) {
      link.target = "_blank";
    }
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Gỡ" });
    remove.setAttribute("aria-label", `Gỡ ${file.name}`);
    remove.addEventListener("click", () => takeOff(row, told.remove));
    row.className = "";
    row.replaceChildren(link, remove);
  }

  async function takeOff(row, address) {
    const body = new URLSearchParams({ csrfmiddlewaretoken: window.vhcvForm.token(), owner: window.vhcvForm.owner });
    const options = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "error" };
    const answer = await fetch(address, options).catch(() => null);
    if (answer && (answer.ok || answer.status === 404)) {
      row.remove();
    } else {
      row.append(" Chưa gỡ được, hãy thử lại.");
    }
  }

  function again(row, note, file, id, words) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: "Gửi lại" });
    button.addEventListener("click", () => {
      row.remove();
      send(note, file, id);
    });
    row.className = "is-bad";
    row.replaceChildren(`${words} `, button);
  }
})();
