// The head-count at a stated hour: everybody on the list is present or absent for a reason, and it must add up.
import { ABSENT, rosterOf } from "../rules.js";
import { button, busy, field, h, say, stepper } from "../ui.js";
import { clock, momentOf } from "../words.js";
import { conflictBox, dayOfVisit, guard, heading, load, source } from "./parts.js";

const NOBODY = Object.fromEntries(["present", ...ABSENT].map((key) => [key, 0]));

export async function show(app, id) {
  const { visit, standing } = await load(app, id);
  const value = standing.get("headcount");
  const memory = `headcount|${id}`;
  const kept = app.memory.get(memory);
  const content = kept?.content ?? value?.content;
  const typed = { ...NOBODY, ...content, roster: kept?.roster ?? (content ? rosterOf({ ...NOBODY, ...content }) : (visit.roster?.count ?? 0)) };
  let hour = kept?.hour ?? clock(content?.counted_at ?? Date.now());

  const sum = h("p.sum", { role: "status" });
  const remember = () => app.memory.set(memory, { content: typed, roster: typed.roster, hour });
  const told = () => rosterOf(typed);
  const tell = () => {
    const left = typed.roster - told();
    sum.className = `sum${typed.roster > 0 && left === 0 ? " is-even" : ""}`;
    sum.textContent = !typed.roster ? "Nhập tổng số theo danh sách." : left === 0 ? `Đủ ${typed.roster} người.` : left > 0 ? `Đã kể ${told()}/${typed.roster} người, còn ${left}.` : `Đã kể ${told()} người, thừa ${-left}.`;
  };
  const counter = (key, words) => stepper(`dd-${key}`, words, typed[key], (number) => {
    typed[key] = Math.max(0, number ?? 0);
    remember();
    tell();
  });
  const present = counter("present", "Có mặt");
  const fill = button("Số còn lại có mặt", () => {
    typed.present = Math.max(0, typed.roster - (told() - typed.present));
    present.set(typed.present);
    remember();
    tell();
  });
  const at = h("input", { id: "dd-gio", type: "time", required: true, value: hour, oninput: (event) => { hour = event.target.value; remember(); } });
  const error = h("p.field-error", { role: "alert" });

  const keep = async (event) => {
    const wrong = !/^\d\d:\d\d$/.test(hour) ? "Ghi giờ điểm danh." : !typed.roster ? "Nhập tổng số theo danh sách." : told() !== typed.roster ? `Tổng chưa khớp: ${sum.textContent}` : "";
    error.textContent = wrong;
    if (wrong) {
      return;
    }
    const { roster: _whole, ...parts } = typed;
    await busy(event.currentTarget, async () => {
      const numbers = Object.fromEntries(["present", ...ABSENT].map((key) => [key, parts[key]]));
      await app.engine.record(id, "headcount", "headcount", { counted_at: momentOf(dayOfVisit(visit, standing), hour), ...numbers });
      app.memory.delete(memory);
      say("Đã lưu điểm danh trên máy.", "ok");
      app.go(`#/k/${id}`);
    });
  };

  const form = h(
    "div.headcount",
    h("div.pair", counter("roster", "Tổng số theo danh sách").node, h("div", field("Giờ điểm danh", at))),
    h("div.pair", present.node, fill),
    h("fieldset", h("legend", "Vắng, theo lý do"), h("div.pair", visit.absences.map(([key, label]) => counter(key, sentence(label)).node))),
  );
  tell();
  const save = button("Lưu điểm danh", keep, { kind: "primary", icon: "check" });
  const bar = h("div.bar-stack", sum, error, save);
  const node = h(
    "div",
    heading("Điểm danh"),
    h("p.lead", "Đếm tại một giờ nhất định. Tiêu chí TT-04 và TT-05 lấy số từ đây."),
    conflictBox(app, id, "headcount", value, (one) => [`${one.present}/${rosterOf({ ...NOBODY, ...one })} có mặt`, `Lúc ${clock(one.counted_at)}; vắng không lý do ${one.unexcused}`]),
    guard(app, visit, standing, ["headcount"], [form, bar]),
    value && h("p.small", `Đã lưu: ${source(value)}.`),
    form,
  );
  return { title: "Điểm danh", back: `#/k/${id}`, backWords: "Về chuyến kiểm tra", node, bar };
}

const sentence = (words) => words.charAt(0).toUpperCase() + words.slice(1);
