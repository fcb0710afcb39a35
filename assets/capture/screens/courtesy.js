// "4 xin, 4 luôn": one observed transaction after another, eight large answers each, for two criteria together.
import { LUON, XIN, counted, isGood } from "../rules.js";
import { alert, ask, busy, button, h, icon, picks, say, swap } from "../ui.js";
import { clock } from "../words.js";
import { casesOf, joinOffer, listedBy, recordCases } from "./cases.js";
import { conflictBox, guard, heading, load } from "./parts.js";

const ANSWERS = [[true, "Đạt"], [false, "Chưa"], [null, "Không có tình huống"]];
const ALL = [...XIN, ...LUON];

export async function show(app, id) {
  const { visit, standing } = await load(app, id);
  const criteria = listedBy(visit, ["xin", "luon"]);
  const memory = `giao-dich|${id}`;
  const items = app.memory.get(memory) ?? {};
  app.memory.set(memory, items);
  let known = standing;
  let cases = casesOf(standing, criteria);

  const told = h("section.counted", { "aria-live": "polite" });
  const form = h("section.answer");
  const save = button("Ghi giao dịch này", (event) => add(event.currentTarget), { kind: "primary", icon: "check" });
  const ready = () => {
    const missing = ALL.filter(([key]) => !(key in items)).length;
    save.querySelector("span").textContent = missing ? `Còn ${missing} mục chưa chọn` : "Ghi giao dịch này";
    save.setAttribute("aria-disabled", String(missing > 0));
  };
  const drawForm = () => {
    const choose = (key) => (value) => {
      items[key] = value;
      ready();
    };
    const group = (words, list) => h("div.eight", h("h3", words), list.map(([key, label]) => picks(key, label, ANSWERS, key in items ? items[key] : undefined, choose(key), { kind: "three" })));
    swap(form, h("h2", `Giao dịch thứ ${cases.length + 1}`), button("Tám điều đều đạt", () => { ALL.forEach(([key]) => { items[key] = true; }); drawForm(); }, { icon: "check", id: "deu-dat" }), group("4 xin", XIN), group("4 luôn", LUON));
    ready();
  };
  const drawTold = () => swap(told, summary(criteria, cases), list(cases, remove));
  const keep = async () => {
    await recordCases(app, visit, known, criteria, cases);
    known = await app.engine.standing(id);
    return true;
  };
  const add = (control) => {
    if (ALL.some(([key]) => !(key in items))) {
      say("Chọn đủ tám điều; điều không xảy ra thì chọn “Không có tình huống”.", "bad");
      return;
    }
    cases = [...cases, { kind: "courtesy", at: new Date().toISOString(), items: { ...items } }];
    Object.keys(items).forEach((key) => delete items[key]);
    drawForm();
    drawTold();
    window.scrollTo(0, 0);
    busy(control, keep).then((kept) => kept && say(`Đã lưu giao dịch thứ ${cases.length} trên máy.`, "ok"));
  };
  const remove = async (place) => {
    if (cases.length === 1) {
      say("Phải còn ít nhất một giao dịch. Nếu không quan sát được, mở GT-01, GT-02 và ghi “Không áp dụng”.", "bad");
      return;
    }
    if (await ask({ title: `Bỏ giao dịch lúc ${clock(cases[place].at)}?`, body: "Bản ghi trước vẫn được giữ trong hồ sơ; số đếm mới không tính giao dịch này.", yes: "Bỏ giao dịch", kind: "danger" })) {
      cases = cases.filter((_one, index) => index !== place);
      drawForm();
      drawTold();
      await busy(save, keep);
    }
  };

  drawForm();
  drawTold();
  const bar = h("div.bar-row", save);
  const node = h("div.cases", heading("4 xin, 4 luôn"), h("p.lead", "Quan sát từng giao dịch ở quầy. Một lần ghi tính cho cả GT-01 và GT-02."), guard(app, visit, standing, criteria.map((one) => one.code), [form, told, bar]), criteria.map((one) => conflictBox(app, id, one.code, standing.get(one.code), describe, joinOffer(standing.get(one.code), one))), direct(standing, criteria), form, told);
  return { title: "4 xin, 4 luôn", back: `#/k/${id}`, backWords: "Về chuyến kiểm tra", node, bar };
}

const describe = (content) => [content.not_applicable ? "Không áp dụng" : `${content.k}/${content.n} giao dịch đạt`, content.note].filter(Boolean);

function direct(standing, criteria) {
  const plain = criteria.filter((one) => standing.get(one.code)?.content.n > 0 && !standing.get(one.code).content.details?.length);
  return plain.length > 0 && alert("info", "Đã có số ghi thẳng, không kèm từng giao dịch", h("p", "Khi bạn ghi giao dịch ở đây, số mới thay số đó."));
}

function summary(criteria, cases) {
  return [h("h2", `Đã ghi ${cases.length} giao dịch`), h("ul.sums", criteria.map((one) => {
    const { n, k } = counted(one.details, cases);
    return h("li", h("strong", `${k}/${n}`), ` ${one.details === "xin" ? "đủ 4 xin" : "đủ 4 luôn"} (${one.code})`);
  }))];
}

function list(cases, remove) {
  return h("ol.case-list", cases.map((one, place) => {
    const missed = ALL.filter(([key]) => one.items[key] === false).map(([, words]) => words.toLowerCase());
    return h("li", h("div", h("p", h("strong", clock(one.at)), ` · 4 xin ${isGood("xin", one) ? "đạt" : "chưa"}, 4 luôn ${isGood("luon", one) ? "đạt" : "chưa"}`), missed.length > 0 && h("p.small", `Chưa: ${missed.join(", ")}.`)), h("button.btn.btn-icon", { type: "button", "aria-label": `Bỏ giao dịch thứ ${place + 1}, lúc ${clock(one.at)}`, onclick: () => remove(place) }, icon("trash-2")));
  }));
}
