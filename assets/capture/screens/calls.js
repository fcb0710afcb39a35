// Telephone test calls: number, three answers, a note; the time is taken by itself.
import { CALL, counted, isGood } from "../rules.js";
import { ask, busy, button, field, h, icon, picks, say, swap } from "../ui.js";
import { clock } from "../words.js";
import { casesOf, joinOffer, listedBy, recordCases } from "./cases.js";
import { conflictBox, guard, heading, load } from "./parts.js";

export async function show(app, id) {
  const { visit, standing } = await load(app, id);
  const criteria = listedBy(visit, ["call"]);
  const memory = `goi-thu|${id}`;
  const fresh = () => ({ number: "", note: "", items: {} });
  let typed = app.memory.get(memory) ?? fresh();
  app.memory.set(memory, typed);
  let known = standing;
  let cases = casesOf(standing, criteria);

  const form = h("section.answer");
  const told = h("section.counted", { "aria-live": "polite" });
  const save = button("Ghi cuộc gọi này", (event) => add(event.currentTarget), { kind: "primary", icon: "check" });
  const drawForm = (error = "") => {
    const number = h("input", { id: "g-so", type: "tel", inputmode: "tel", autocomplete: "off", maxlength: 20, value: typed.number, oninput: (event) => { typed.number = event.target.value; } });
    const note = h("textarea", { id: "g-ghi-chu", rows: 2, maxlength: 300, value: typed.note, oninput: (event) => { typed.note = event.target.value; } });
    swap(
      form,
      h("h2", `Cuộc gọi thứ ${cases.length + 1}`),
      field("Số máy gọi đến", number, { error }),
      CALL.map(([key, words]) => picks(key, words, [[true, "Có"], [false, "Không"]], typed.items[key], (value) => { typed.items[key] = value; }, { kind: "three" })),
      field("Ghi chú", note, { needed: false }),
    );
  };
  const drawTold = () => {
    const { n, k } = counted("call", cases);
    swap(told, h("h2", `Đã gọi ${n} cuộc`), n > 0 && h("p", h("strong", `${k}/${n}`), " cuộc đủ ba yêu cầu"), list(cases, remove));
  };
  const keep = async () => {
    await recordCases(app, visit, known, criteria, cases);
    known = await app.engine.standing(id);
    return true;
  };
  const add = (control) => {
    if (!/^[\d\s.+()-]{3,20}$/.test(typed.number.trim())) {
      drawForm("Ghi số máy đã gọi, ví dụ 0270 3822 123.");
      document.getElementById("g-so").focus();
      return;
    }
    if (CALL.some(([key]) => !(key in typed.items))) {
      say("Chọn Có hoặc Không cho cả ba yêu cầu.", "bad");
      return;
    }
    cases = [...cases, { kind: "call", at: new Date().toISOString(), number: typed.number.trim(), items: { ...typed.items }, note: typed.note.trim().normalize("NFC") }];
    typed = fresh();
    app.memory.set(memory, typed);
    drawForm();
    drawTold();
    busy(control, keep).then((kept) => kept && say(`Đã lưu cuộc gọi thứ ${cases.length} trên máy.`, "ok"));
  };
  const remove = async (place) => {
    if (cases.length === 1) {
      say("Phải còn ít nhất một cuộc gọi. Nếu không gọi được, mở GT-06 và ghi “Không áp dụng”.", "bad");
      return;
    }
    if (await ask({ title: `Bỏ cuộc gọi lúc ${clock(cases[place].at)}?`, body: "Bản ghi trước vẫn được giữ trong hồ sơ; số đếm mới không tính cuộc gọi này.", yes: "Bỏ cuộc gọi", kind: "danger" })) {
      cases = cases.filter((_one, index) => index !== place);
      drawForm();
      drawTold();
      await busy(save, keep);
    }
  };

  drawForm();
  drawTold();
  const bar = h("div.bar-row", save);
  const describe = (content) => [content.not_applicable ? "Không áp dụng" : `${content.k}/${content.n} cuộc đạt`, content.note].filter(Boolean);
  const node = h("div.cases", heading("Gọi thử"), h("p.lead", "Gọi đến số công khai của cơ quan. Giờ gọi được ghi tự động khi bấm ghi."), guard(app, visit, standing, criteria.map((one) => one.code), [form, told, bar]), criteria.map((one) => conflictBox(app, id, one.code, standing.get(one.code), describe, joinOffer(standing.get(one.code), one))), form, told);
  return { title: "Gọi thử", back: `#/k/${id}`, backWords: "Về chuyến kiểm tra", node, bar };
}

function list(cases, remove) {
  return h("ol.case-list", cases.map((one, place) => {
    const missed = CALL.filter(([key]) => !one.items[key]).map(([, words]) => words.toLowerCase());
    return h("li", h("div", h("p", h("strong", clock(one.at)), ` · ${one.number} · ${isGood("call", one) ? "đạt" : "chưa đạt"}`), missed.length > 0 && h("p.small", `Chưa: ${missed.join(", ")}.`), one.note && h("p.small", one.note)), h("button.btn.btn-icon", { type: "button", "aria-label": `Bỏ cuộc gọi thứ ${place + 1}, lúc ${clock(one.at)}`, onclick: () => remove(place) }, icon("trash-2")));
  }));
}
