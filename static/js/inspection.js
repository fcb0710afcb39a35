// A visit on a phone: each card saves itself, what is not yet sent is kept, the boxes become counters.
(() => {
  "use strict";

  const site = document.querySelector("[data-vhcv-site]");
  if (!site) {
    return;
  }
  const QUIET = 1500; // ms without a touch before a card is sent
  const RETRY = 8000;
  const LONGEST_SIDE = 2048;
  const BOXES = ["n", "k", "severity", "note", "not_applicable"];
  const UNSENT = "Chưa gửi được. Số đã nhập được giữ trên máy và sẽ gửi lại.";
  const cards = new Map();
  const keyOf = (name) => `vhcv-visit-${site.dataset.vhcvSite}-${name}`;

  // What was typed survives a reload and a dead network; it leaves the phone's memory with the tab.
  const remember = (name, content) => sessionStorage.setItem(keyOf(name), JSON.stringify(content));
  const recall = (name) => JSON.parse(sessionStorage.getItem(keyOf(name)) || "null");
  const forget = (name) => sessionStorage.removeItem(keyOf(name));

  const baseOf = (form) => form.querySelector("[name=base]");
  const stateOf = (form) => form.querySelector("[data-vhcv-state]");

  const values = (form) => {
    const data = new FormData(form);
    return Object.fromEntries(BOXES.map((name) => [name, data.get(name)]).filter(([, value]) => value !== null));
  };

  const fill = (form, typed) => {
    for (const input of form.elements) {
      if (input.type === "radio") {
        input.checked = typed[input.name] === input.value;
      } else if (input.type === "checkbox") {
        input.checked = input.name in typed;
      } else if (BOXES.includes(input.name) && input.name in typed) {
        input.value = typed[input.name];
      }
    }
  };

  const say = (card, words) => {
    let line = stateOf(card.form).querySelector("[data-vhcv-message]");
    if (!line) {
      line = document.createElement("p");
      line.className = "check-saved";
      line.dataset.vhcvMessage = "";
      stateOf(card.form).append(line);
    }
    line.textContent = words;
  };

  const tellUnsent = () => {
    const waiting = [...cards.values()].filter((card) => card.dirty || card.sending || card.refused || card.photos.length);
    site.querySelector("[data-vhcv-unsent]").textContent = waiting.length ? `${waiting.length} mục chưa gửi` : "";
  };

  // Empty is unanswered: a card is sent once all its boxes say something.
  const isReady = (form) => {
    if (form.elements.not_applicable?.checked) {
      return form.elements.note.value.trim() !== "";
    }
    const picks = [...form.querySelectorAll("[name=k][type=radio]")];
    const numbers = [...form.querySelectorAll("input[type=number]")];
    return (!picks.length || picks.some((pick) => pick.checked)) && numbers.every((box) => box.value !== "");
  };

  const whatIsMissing = (card) => {
    if (card.form.elements.not_applicable?.checked) {
      return "Ghi lý do không áp dụng để lưu.";
    }
    return card.photos.length ? "Ảnh đang chờ: nhập số để lưu." : "Nhập đủ các ô để lưu.";
  };

  const packed = (card, override) => {
    const data = new FormData(card.form);
    data.delete("camera");
    data.delete("gallery");
    card.photos.forEach((photo) => data.append("gallery", photo, photo.name));
    if (override) {
      data.set("override", override);
    }
    return { data, photos: card.photos.length };
  };

  const send = (card, override = "") => {
    clearTimeout(card.timer);
    if (!card.sending) {
      if (!isReady(card.form)) {
        say(card, whatIsMissing(card));
        return;
      }
      // The parcel stays the same until it is answered: sent twice, it is still one.
      card.sending = packed(card, override);
      card.dirty = false;
    }
    say(card, "Đang lưu…");
    tellUnsent();
    fetch(card.form.action, { method: "POST", body: card.sending.data, headers: { "HX-Request": "true" }, redirect: "manual" })
      .then(async (answer) => receive(card, answer, await answer.text()))
      .catch(() => {
        say(card, UNSENT);
        card.timer = setTimeout(() => send(card), RETRY);
      })
      .finally(tellUnsent);
  };

  const receive = (card, answer, html) => {
    const part = new DOMParser().parseFromString(html, "text/html").querySelector("[data-vhcv-state]");
    if (!part) {
      if (answer.status >= 500) {
        throw new Error("the server will be asked again");
      }
      card.sending = null;
      card.dirty = true;
      say(card, answer.type === "opaqueredirect"
        ? "Phiên đăng nhập đã hết. Số đã nhập được giữ; hãy tải lại trang để đăng nhập."
        : "Không lưu được: cuộc kiểm tra hoặc kỳ đã khóa, hoặc bạn không còn quyền. Hãy tải lại trang.");
      return;
    }
    const wrong = part.dataset.vhcvWrong.split(" ").filter(Boolean);
    const kept = answer.ok || (wrong.length && wrong.every((box) => box === "photos"));
    if (kept) {
      // Photographs are kept or refused for good; either way they are no longer waiting.
      card.photos.splice(0, card.sending.photos);
    }
    card.sending = null;
    card.refused = !kept;
    show(card, part, wrong);
    if (kept && !card.dirty) {
      forget(card.key);
    } else if (kept) {
      remember(card.key, snapshot(card.form));
      schedule(card);
    }
  };

  const show = (card, part, wrong) => {
    stateOf(card.form).replaceWith(part);
    for (const name of BOXES) {
      card.form.querySelectorAll(`[name=${name}]`).forEach((box) => box.setAttribute("aria-invalid", String(wrong.includes(name))));
    }
    if (wrong.includes("note")) {
      card.form.querySelector(".check-more").open = true;
    }
    card.form.closest("li").classList.toggle("is-done", "vhcvSaved" in part.dataset);
    site.querySelector("[data-vhcv-done]:not([data-vhcv-state])").textContent = part.dataset.vhcvDone;
    site.querySelector("[data-vhcv-progress]").value = Number(part.dataset.vhcvDone);
    card.form.closest("[data-vhcv-group]").querySelector("[data-vhcv-group-done]").textContent = part.dataset.vhcvGroupDone;
  };

  const snapshot = (form) => ({
    typed: values(form),
    base: baseOf(form).value,
    form_uuid: form.elements.form_uuid.value,
  });

  const schedule = (card) => {
    clearTimeout(card.timer);
    card.timer = setTimeout(() => send(card), QUIET);
  };

  const touched = (card, soon) => {
    card.dirty = true;
    remember(card.key, snapshot(card.form));
    tellUnsent();
    if (soon) {
      schedule(card);
    }
  };

  // Photographs are made small on the phone; the server draws them anew in any case.
  const shrink = async (file) => {
    try {
      const picture = await createImageBitmap(file);
      const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85));
      return blob ? new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  };

  const takePhotos = async (card, input) => {
    const files = [...input.files];
    input.value = "";
    say(card, "Đang chuẩn bị ảnh…");
    for (const file of files) {
      card.photos.push(await shrink(file));
    }
    send(card);
    tellUnsent();
  };

  const step = (input, by) => {
    input.value = Math.max(0, (Number(input.value) || 0) + by);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };

  site.addEventListener("click", (event) => {
    const stepper = event.target.closest("[data-vhcv-step]");
    if (stepper) {
      step(stepper.parentElement.querySelector("input"), Number(stepper.dataset.vhcvStep));
    }
    const tally = event.target.closest("[data-vhcv-tally]");
    if (tally) {
      const { n, k } = tally.closest("form").elements;
      step(n, 1);
      step(k, Number(tally.dataset.vhcvTally));
    }
    const keep = event.target.closest("[data-vhcv-keep]");
    if (keep) {
      forget(keep.closest("form").dataset.vhcvCard);
      // A link to where one already is would only scroll; the colleague's number is on the server.
      if (keep.pathname + keep.search === window.location.pathname + window.location.search) {
        event.preventDefault();
        window.location.hash = keep.hash;
        window.location.reload();
      }
    }
  });

  site.querySelectorAll("[data-vhcv-card]").forEach((form) => {
    const card = { form, key: form.dataset.vhcvCard, dirty: false, sending: null, refused: false, photos: [], timer: 0 };
    cards.set(card.key, card);
    form.addEventListener("input", (event) => touched(card, event.target.type === "number"));
    form.addEventListener("change", (event) => {
      if (event.target.type === "file") {
        takePhotos(card, event.target);
      } else {
        touched(card, true);
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(card, event.submitter?.name === "override" ? event.submitter.value : "");
    });
    const left = recall(card.key);
    if (left) {
      fill(form, left.typed);
      baseOf(form).value = left.base;
      form.elements.form_uuid.value = left.form_uuid;
      form.closest("details").open = true;
      card.dirty = true;
      send(card);
    }
  });

  window.addEventListener("online", () => cards.forEach((card) => card.sending && send(card)));
  window.addEventListener("beforeunload", (event) => {
    if ([...cards.values()].some((card) => card.photos.length)) {
      event.preventDefault();
    }
  });

  // The head-count says at once whether everybody on the list is accounted for.
  const headcount = site.querySelector("[data-vhcv-headcount]");
  const counts = [...headcount.querySelectorAll("input[type=number]")];
  const addUp = () => {
    const roster = Number(headcount.elements.roster.value);
    const told = counts.reduce((sum, box) => sum + Number(box.value), 0) - roster;
    const line = headcount.querySelector("[data-vhcv-sum]");
    const left = roster - told;
    line.classList.toggle("is-even", roster > 0 && left === 0);
    if (!roster) {
      line.textContent = "";
    } else if (left === 0) {
      line.textContent = `Đủ ${roster} người.`;
    } else {
      line.textContent = left > 0 ? `Đã kể ${told}/${roster} người, còn ${left}.` : `Đã kể ${told} người, thừa ${-left}.`;
    }
  };
  headcount.addEventListener("input", () => {
    remember("headcount", { base: headcount.elements.base.value, counts: counts.map((box) => box.value) });
    addUp();
  });
  const counted = recall("headcount");
  if (counted && counted.base === headcount.elements.base.value) {
    counts.forEach((box, index) => (box.value = counted.counts[index]));
    headcount.closest("details").open = true;
  } else {
    forget("headcount");
  }
  addUp();
  tellUnsent();
})();
