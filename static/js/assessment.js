// The self-assessment form keeps itself: every keystroke in this browser, every pause on the server, and what
// was not saved comes back. Without script the form works by its two buttons.
(() => {
  "use strict";
  const form = document.querySelector("[data-vhcv-assessment]");
  if (!form || !window.vhcvMirror || !window.vhcvWays) {
    return;
  }
  const PAUSE = 1200; // ms after the last keystroke
  const RETRY = [3000, 8000, 20000, 60000];
  const said = form.querySelector("[data-vhcv-saved]");
  const { elements, dataset } = form;
  if (dataset.vhcvAddress) {
    // opened by the short way of reminders and of home: going back later leads to this month, sent or not
    history.replaceState(history.state, "", dataset.vhcvAddress);
  }
  const ways = new window.vhcvWays(form);
  const mirror = new window.vhcvMirror({ user: elements.owner.value, place: dataset.vhcvPlace, seal: dataset.vhcvSeal });
  const names = [...new Set([...elements].map(({ name }) => name).filter((name) => /^[qn]\d+$/.test(name)))];

  const value = (name) => elements[name].value;
  const known = Object.fromEntries(names.map((name) => [name, value(name)]));
  let pending = {}; // name → {value, was}: what the server does not hold
  let timer = null;
  let saving = null;
  let tries = 0;
  let stopped = "vhcvClosed" in dataset;
  let released = false;
  let nudged = form.querySelector("[data-vhcv-hint-words]").textContent !== "";

  const clock = (at) => new Date(at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });
  const day = (at) => new Date(at).toLocaleDateString("vi-VN");
  const question = (name) => document.getElementById(`c${name.slice(1)}`);

  function tell(text, bad = false, link = null) {
    said.textContent = text;
    said.classList.toggle("is-bad", bad);
    if (link) {
      const way = document.createElement("a");
      Object.assign(way, { href: link.href, textContent: link.words, target: link.target ?? "" });
      said.append(" ", way);
    }
  }

  function put(name, text) {
    if (name.startsWith("q")) {
      const radios = question(name).querySelectorAll("input[type=radio]");
      radios.forEach((one) => (one.checked = one.value === text));
    } else {
      elements[name].value = text;
      if (text) {
        question(name).querySelector("details").open = true;
      }
    }
  }

  function differ() {
    for (const name of names) {
      const now = value(name);
      if (now === known[name]) {
        delete pending[name];
      } else {
        pending[name] = { value: now, was: name in pending ? pending[name].was : known[name] };
      }
    }
    return Object.keys(pending).length > 0;
  }

  const keep = () => mirror.write(elements.form_uuid.value, pending);

  function later(wait = PAUSE) {
    clearTimeout(timer);
    timer = setTimeout(saveNow, wait);
  }

  // -- to the server ----------------------------------------------------------------------------------
  async function post(check) {
    const body = new URLSearchParams(new FormData(form));
    body.delete("ask");
    if (check) {
      body.set("check", "1");
    }
    return fetch(dataset.vhcvSave, {
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      redirect: "error",
      // outlives the page, but browsers take only 64 KB of such requests together
      keepalive: body.toString().length < 50_000,
    });
  }

  /** One save; gives "saved", "wrong", "login", "other", "clash", "closed" or "away". */
  async function save(check = false, left = 3) {
    const sent = Object.fromEntries(names.map((name) => [name, value(name)]));
    let answer;
    let told = {};
    try {
      answer = await post(check);
      told = answer.headers.get("Content-Type")?.includes("json") ? await answer.json() : {};
    } catch {
      return "away";
    }
    if (answer.ok || (answer.status === 422 && told.version)) {
      elements.version.value = told.version;
      const wrong = told.errors ?? {};
      for (const name of names) {
        if (!(name.slice(1) in wrong)) {
          known[name] = sent[name];
        }
      }
      differ();
      await keep();
      showHint(told.pattern);
      return showErrors(wrong) ? "wrong" : "saved";
    }
    if (answer.status === 401) {
      return "login";
    }
    if (answer.status === 403) {
      return left ? renew(check, left - 1) : "other";
    }
    if (answer.status === 409 && told.kept && left) {
      return meet(told.kept, told.message, check, left - 1);
    }
    return answer.status >= 500 || answer.status === 429 ? "away" : "refused";
  }

  /** After signing in again: a fresh token, if it is the same person who came back. */
  async function renew(check, left) {
    try {
      const answer = await fetch(dataset.vhcvKept, { headers: { Accept: "application/json" } });
      if (answer.status === 401) {
        return "login";
      }
      const kept = await answer.json();
      if (String(kept.user) !== elements.owner.value) {
        return "other";
      }
      elements.csrfmiddlewaretoken.value = kept.token;
      return save(check, left);
    } catch {
      return "away";
    }
  }

  const WORDS = {
    login: ["Phiên đăng nhập đã hết. Những gì bạn gõ vẫn ở đây và trên máy này.", true],
    other: ["Trình duyệt đang đăng nhập tài khoản khác nên chưa lưu. Hãy đăng nhập lại tài khoản của bạn.", true],
    away: ["Mất kết nối. Đã giữ trên máy này, sẽ tự lưu khi có mạng.", true],
    wrong: ["Đã lưu phần hợp lệ. Xem chỗ báo đỏ.", true],
    clash: ["Phiếu vừa được sửa ở nơi khác. Hãy chọn bản giữ lại ở chỗ đánh dấu.", true],
    refused: ["Chưa lưu được. Những gì bạn gõ vẫn giữ trên máy này; hãy tải lại trang.", true],
  };

  function report(result) {
    if (result === "saved") {
      tries = 0;
      tell(`Đã lưu nháp lúc ${clock(Date.now())}`);
    } else if (result !== "closed") {
      const back = `${dataset.vhcvLogin}?next=${encodeURIComponent(location.pathname)}`;
      const link = ["login", "other"].includes(result) && { href: back, words: "Đăng nhập ở thẻ khác", target: "_blank" };
      tell(...WORDS[result], link);
    }
    if (result === "away") {
      later(RETRY[Math.min(tries, RETRY.length - 1)]);
      tries += 1;
    }
    return result;
  }

  // One save at a time: the next one must carry the version that the last one was given.
  async function saveNow() {
    clearTimeout(timer);
    await saving;
    if (!stopped && differ()) {
      saving = save();
      report(await saving);
    }
    saving = null;
  }

  // -- meeting what was saved elsewhere ----------------------------------------------------------------
  /** Take over what another tab or device saved; where both changed one answer, the person chooses. */
  async function meet(kept, message, check, left) {
    differ();
    if (!kept.is_open) {
      stopped = true;
      await keep();
      tell(message, true, kept.url ? { href: kept.url, words: "Xem phiếu đã lưu" } : null);
      return "closed";
    }
    const old = elements.form_uuid.value;
    if (kept.form_uuid && kept.form_uuid !== old) {
      elements.form_uuid.value = kept.form_uuid;
    } else if (!kept.form_uuid) {
      elements.form_uuid.value = crypto.randomUUID?.() ?? old;
    }
    elements.version.value = kept.version;
    const clashes = merge(kept.fields);
    await keep();
    mirror.erase(elements.form_uuid.value);
    ways.count();
    return clashes ? "clash" : save(check, left);
  }

  function merge(fields) {
    let clashes = 0;
    for (const name of names) {
      const theirs = fields[name] ?? "";
      const mine = pending[name];
      known[name] = theirs;
      if (!mine) {
        put(name, theirs);
      } else if (theirs === mine.value) {
        delete pending[name];
      } else if (theirs !== mine.was) {
        clashes += 1;
        offer(name, theirs);
      }
      if (pending[name]) {
        pending[name].was = theirs;
      }
    }
    return clashes;
  }

  const label = (name, text) => {
    if (name.startsWith("n")) {
      return text ? `ghi chú “${text}”` : "không ghi chú";
    }
    const input = [...question(name).querySelectorAll("input[type=radio]")].find((one) => one.value === text);
    return input ? `“${input.nextElementSibling.textContent}”` : "chưa trả lời";
  };

  function offer(name, theirs) {
    const place = question(name);
    const row = document.createElement("p");
    row.className = "ask-clash";
    row.setAttribute("role", "alert");
    row.dataset.vhcvClash = name;
    row.append(`Ở nơi khác đã lưu: ${label(name, theirs)}. Ở đây: ${label(name, value(name))}. `);
    const choose = (words, text) => {
      const button = document.createElement("button");
      Object.assign(button, { type: "button", className: "btn", textContent: words });
      button.addEventListener("click", () => {
        if (text !== null) {
          put(name, text);
        }
        row.remove();
        ways.count();
        differ();
        keep();
        if (!form.querySelector("[data-vhcv-clash]")) {
          saveNow();
        }
      });
      row.append(button);
    };
    choose("Giữ của tôi", null);
    choose("Lấy bản kia", theirs);
    form.querySelectorAll(`[data-vhcv-clash="${name}"]`).forEach((one) => one.remove());
    place.querySelector(".ask-choices").before(row);
    if (form.querySelectorAll("[data-vhcv-clash]").length === 1) {
      place.scrollIntoView({ block: "center" });
    }
  }

  // -- what comes back after a lost session, a closed tab, a dead network ------------------------------
  async function restore() {
    const found = await mirror.read();
    if (!found.length) {
      return;
    }
    const all = Object.assign({}, ...found.map(({ fields }) => fields));
    const latest = found[found.length - 1];
    if (elements.version.value === "0") {
      elements.form_uuid.value = latest.uuid;
    }
    const touched = [];
    for (const [name, { value: text, was }] of Object.entries(all)) {
      if (!names.includes(name) || value(name) === text) {
        continue;
      }
      touched.push(name);
      const theirs = value(name);
      pending[name] = { value: text, was: theirs };
      put(name, text);
      if (theirs !== was && theirs !== "") {
        offer(name, theirs);
      }
    }
    mirror.erase(elements.form_uuid.value);
    await keep();
    ways.count();
    if (touched.length) {
      showRestored(latest.at, touched);
      if (!form.querySelector("[data-vhcv-clash]")) {
        await saveNow();
      }
    }
  }

  function showRestored(at, touched) {
    const when = day(at) === day(Date.now()) ? `lúc ${clock(at)}` : `lúc ${clock(at)} ngày ${day(at)}`;
    const places = [...new Set(touched.map(question))];
    places.forEach((place) => place.classList.add("is-restored"));
    const box = document.createElement("div");
    box.className = "alert kind-info";
    box.dataset.vhcvRestored = "";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.append(`Đã khôi phục những gì bạn gõ ${when} mà chưa kịp lưu: `);
    places.forEach((place, number) => {
      const link = document.createElement("a");
      link.href = `#${place.id}`;
      link.textContent = place.querySelector(".ask-code").textContent;
      words.append(number ? ", " : "", link);
    });
    words.append(".");
    box.append(words);
    form.before(box);
  }

  function showErrors(wrong) {
    form.querySelectorAll("[data-vhcv-error]").forEach((one) => one.remove());
    for (const [at, words] of Object.entries(wrong)) {
      const place = document.getElementById(`c${at}`);
      if (place) {
        const row = document.createElement("p");
        row.className = "field-error";
        row.dataset.vhcvError = "";
        row.setAttribute("role", "alert");
        row.textContent = words;
        place.querySelector(".ask-choices").before(row);
      }
    }
    return Object.keys(wrong).length > 0;
  }

  function showHint(words) {
    if (words === undefined) {
      return;
    }
    const box = form.querySelector("[data-vhcv-hint]");
    box.querySelector("[data-vhcv-hint-words]").textContent = words;
    box.hidden = !words;
  }

  // -- events ------------------------------------------------------------------------------------------
  form.addEventListener("input", () => {
    differ();
    keep();
    if (!stopped) {
      later();
    }
  });

  // A submission is saved first: so a lost session, a dead network or another tab is met here, not on a page
  // that has forgotten everything; and what the form looks like is said once, before it is handed in.
  form.addEventListener("submit", async (event) => {
    if (released) {
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (form.dataset.vhcvBusy || button?.matches("[data-vhcv-keep]")) {
      return;
    }
    form.dataset.vhcvBusy = "1";
    clearTimeout(timer);
    await saving;
    const clash = form.querySelector("[data-vhcv-clash]");
    const result = clash ? "clash" : report(await (saving = save(true)));
    saving = null;
    delete form.dataset.vhcvBusy;
    const hint = form.querySelector("[data-vhcv-hint]");
    const open = ways.open();
    if (clash) {
      tell(...WORDS.clash);
      clash.scrollIntoView({ block: "center" });
    } else if (open && (result === "saved" || result === "wrong")) {
      tell(`Chưa nộp: còn ${ways.count()} câu chưa trả lời.`, true);
      ways.go(open, true);
    } else if (!hint.hidden && !nudged && result === "saved") {
      nudged = true;
      hint.scrollIntoView({ block: "center" });
      hint.focus({ preventScroll: true });
      button.lastChild.textContent = "Vẫn nộp phiếu";
    } else if (result === "saved" || result === "wrong") {
      released = true;
      form.requestSubmit(button);
    }
  });

  const comeBack = () => {
    if (document.visibilityState === "visible" && said.classList.contains("is-bad") && !stopped) {
      tries = 0;
      saveNow();
    }
  };
  window.addEventListener("online", comeBack);
  window.addEventListener("focus", comeBack);
  document.addEventListener("visibilitychange", () => (document.visibilityState === "hidden" ? saveNow() : comeBack()));
  // Returning to the page by the browser's arrow brings the ticks back but not what was counted or saved.
  window.addEventListener("pageshow", (event) => {
    released = false;
    ways.count();
    if (event.persisted && differ()) {
      saveNow();
    }
  });

  window.vhcvForm = {
    saveNow,
    isStored: () => elements.version.value !== "0",
    uuid: () => elements.form_uuid.value,
    token: () => elements.csrfmiddlewaretoken.value,
    owner: elements.owner.value,
    /** Store the form as it is, even empty, so that a file has something to belong to. */
    async store() {
      await saving;
      saving = save();
      const result = report(await saving);
      saving = null;
      return result;
    },
  };
  if ("vhcvTyped" in dataset) {
    // what the server sent back was never stored: nothing of it is known there
    names.forEach((name) => (known[name] = ""));
    differ();
    keep();
  }
  restore().then(() => {
    form.setAttribute("data-vhcv-ready", "");
    // What was missing is said; what is there is a draft. After a conflict nothing is saved before a person looks.
    if (dataset.vhcvTyped === "422") {
      later(0);
    }
  });
})();
