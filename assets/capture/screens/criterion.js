// One criterion: what to look at, two large buttons or the boxes it asks for, and everything that goes with a finding.
import { EMPTY, criteriaOf, errorsOf, findingOf, resultWords } from "../rules.js";
import { badge, button, field, h, icon, linkButton, picks, stepper } from "../ui.js";
import { dayWords } from "../words.js";
import { conflictBox, guard, heading, load, source } from "./parts.js";
import { joinOffer } from "./cases.js";
import { photoSection } from "./photos.js";

export async function show(app, id, code) {
  const { visit, standing } = await load(app, id);
  const all = criteriaOf(visit);
  const place = all.findIndex((one) => one.code === code);
  if (place < 0) {
    throw new Error("Tiêu chí này không có trong chuyến kiểm tra.");
  }
  const criterion = all[place];
  const value = standing.get(code);
  const photos = await photoSection(app, visit, code);
  const answer = criterion.from_headcount ? taken(visit, standing, criterion) : entry(app, visit, standing, criterion);
  const notice = guard(app, visit, standing, [code], [answer.node, answer.bar, photos]);
  const node = h(
    "div.criterion",
    heading(h("span.code", code), " ", criterion.statement),
    guide(criterion),
    notice,
    conflictBox(app, id, code, value, (one) => [resultWords(criterion.entry, { ...EMPTY, ...one }), [severityWords(visit, one.severity), one.note].filter(Boolean).join(". ")].filter(Boolean), criterion.details ? joinOffer(value, criterion) : []),
    answer.node,
    photos,
    neighbours(id, all, place),
  );
  return { title: `${code} ${criterion.statement}`, short: `${code} · ${place + 1}/${all.length}`, back: `#/k/${id}`, backWords: "Về danh sách tiêu chí", node, bar: answer.bar, stored: answer.stored };
}

/** Where a value that stands came from; once it was changed here it is this person's. */
const savedWords = (value, isChanged) => (!value || isChanged || value.mine ? "Đã lưu trên máy." : `Đã ghi: ${source(value)}.`);

const severityWords = (visit, severity) => (severity && severity !== "none" ? Object.fromEntries(visit.severities)[severity] : "");

function guide(criterion) {
  const { last } = criterion;
  return h(
    "div.guide",
    criterion.how && h("p", criterion.how),
    criterion.evidence && h("p.small", h("strong", "Minh chứng: "), criterion.evidence),
    last && h("p.last", h("strong", `Lần trước ${dayWords(last.visited_on)}: `), [last.result, last.severity_label !== "Không vi phạm" && last.severity_label, last.note].filter(Boolean).join(", ")),
  );
}

function taken(visit, standing, criterion) {
  const finding = findingOf(standing, criterion);
  const words = finding ? [h("strong", resultWords(criterion.entry, finding)), " – lấy từ điểm danh."] : "Lấy từ điểm danh khi đã lưu.";
  return { node: h("section.answer", h("p.taken", icon("users"), h("span", words)), linkButton("Điểm danh", `#/k/${visit.id}/diem-danh`, { icon: "users" })), bar: null };
}

function neighbours(id, all, place) {
  const link = (at, words, sign, kind) => all[at] && h(`a.btn.${kind}`, { href: `#/k/${id}/tc/${all[at].code}`, "aria-label": `${words}: ${all[at].code} ${all[at].statement}` }, kind === "is-back" && icon(sign), h("span", `${words} ${all[at].code}`), kind !== "is-back" && icon(sign));
  return h("nav.neighbours", { "aria-label": "Tiêu chí trước và sau" }, link(place - 1, "Trước:", "chevron-left", "is-back") || h("span"), link(place + 1, "Sau:", "chevron-right", "is-next"));
}

function entry(app, visit, standing, criterion) {
  const { code, entry: boxes } = criterion;
  const value = standing.get(code);
  const finding = { ...EMPTY, n: boxes.fixed_n ?? 0, ...value?.content, ...app.keeper.draft(visit.id, code)?.content };
  let answered = Boolean(value) || Boolean(app.keeper.draft(visit.id, code));
  const past = [];
  const state = h("p.state", { role: "status" });
  const errors = h("p.field-error", { role: "alert", id: "loi-so" });
  const noteError = h("p.field-error", { role: "alert", id: "loi-ghi-chu" });
  const numbers = numberBoxes(criterion, finding, answered, () => changed());

  const tellState = () => {
    const draft = app.keeper.draft(visit.id, code);
    state.className = `state${draft ? (draft.failed || !draft.valid ? " is-bad" : "") : answered ? " is-kept" : ""}`;
    state.textContent = !answered ? "Chưa ghi nhận." : !draft ? savedWords(value, past.length > 0) : draft.failed ? `Chưa lưu được: ${draft.failed}` : draft.valid ? "Đang lưu…" : "Chưa lưu: còn thiếu như ghi bên dưới.";
  };
  const changed = () => {
    answered = true;
    const wrong = errorsOf(boxes, finding);
    errors.textContent = wrong.n ?? wrong.k ?? "";
    noteError.textContent = wrong.note ?? "";
    numbers.mark(wrong);
    numbers.show();
    app.keeper.put(visit.id, "observation", code, { ...finding }, Object.keys(wrong).length === 0);
    tellState();
  };
  const tally = (good) => () => {
    past.push({ n: finding.n, k: finding.k, not_applicable: finding.not_applicable });
    finding.not_applicable = false;
    finding.n += 1;
    finding.k += Number(good !== boxes.k_is_bad);
    changed();
    undo.disabled = false;
  };
  const undo = button("Hoàn tác", () => {
    Object.assign(finding, past.pop());
    undo.disabled = past.length === 0;
    if (finding.n === 0 && !finding.not_applicable) {
      finding.n = finding.k = 0;
    }
    changed();
  }, { icon: "undo-2", kind: "undo", disabled: true });

  const bar = boxes.tally && !criterion.details ? tallyBar(boxes, tally, undo) : null;
  const node = h("section.answer", { "aria-label": "Ghi nhận" }, criterion.details ? listed(visit, criterion, finding) : numbers.node, state, errors, more(visit, criterion, finding, noteError, changed));
  tellState();
  return { node, bar, stored: (_visit, subject) => subject === code && tellState() };
}

function tallyBar(boxes, tally, undo) {
  const [good, bad] = boxes.k_is_bad ? [boxes.tally[1], boxes.tally[0]] : boxes.tally;
  const one = (words, isGood) => h(`button.tally.${isGood ? "tally-good" : "tally-bad"}`, { type: "button", onclick: tally(isGood), "aria-label": `Thêm 1 ${words}` }, icon(isGood ? "plus" : "minus", 30), h("span", `1 ${words}`));
  return h("div.tally-bar", undo, one(bad, false), one(good, true));
}

/** The boxes of n and k as the criterion asks for them. */
function numberBoxes(criterion, finding, answered, changed) {
  const { entry: boxes } = criterion;
  const plain = { mark: () => {}, show: () => {} };
  if (boxes.options.length) {
    const choose = (k) => {
      Object.assign(finding, { n: boxes.fixed_n ?? 1, k, not_applicable: false });
      changed();
    };
    return { ...plain, node: picks("k", boxes.k_label, boxes.options, answered && !finding.not_applicable ? finding.k : null, choose, { hideLegend: true }) };
  }
  const set = (key) => (number) => {
    finding[key] = number ?? (key === "n" ? 0 : -1);
    finding.not_applicable = false;
    changed();
  };
  const shown = (key) => (answered && finding[key] >= 0 ? finding[key] : null);
  const k = stepper("o-k", boxes.k_label, shown("k"), set("k"), { letter: "k" });
  k.box.setAttribute("aria-describedby", "loi-so");
  if (boxes.fixed_n !== null) {
    const show = () => k.box !== document.activeElement && k.set(finding.k);
    return { node: h("div.pair.dial", k.node, h("p.of", "trên ", h("strong", String(boxes.fixed_n)))), mark: (wrong) => k.box.setAttribute("aria-invalid", String(Boolean(wrong.k))), show };
  }
  const n = stepper("o-n", boxes.n_label, shown("n"), set("n"), { letter: "n" });
  n.box.setAttribute("aria-describedby", "loi-so");
  const big = h("p.big", { "aria-live": "polite" });
  const show = () => {
    [[n, "n"], [k, "k"]].forEach(([box, key]) => box.box !== document.activeElement && box.set(finding[key] < 0 ? null : finding[key]));
    big.replaceChildren(...(finding.not_applicable ? ["Không áp dụng"] : [h("strong", String(Math.max(0, finding.k))), h("span", ` / ${finding.n} ${boxes.tally?.[0] ?? ""}`)]));
  };
  if (answered) {
    show();
  } else {
    big.append(h("strong", "0"), h("span", " / 0"));
  }
  const mark = (wrong) => [[n, wrong.n], [k, wrong.k]].forEach(([box, bad]) => box.box.setAttribute("aria-invalid", String(Boolean(bad))));
  return { node: h("div", boxes.tally && big, h("div.pair", n.node, k.node)), mark, show };
}

/** Criteria whose cases are listed one by one: what was counted, and the way to the list. */
function listed(visit, criterion, finding) {
  const calls = criterion.details === "call";
  const words = finding.n && !finding.not_applicable ? resultWords(criterion.entry, finding) : calls ? "Chưa gọi thử cuộc nào." : "Chưa ghi giao dịch nào.";
  const unlisted = finding.n > 0 && !finding.details?.length;
  return h(
    "div.listed",
    h("p.big", h("strong", words)),
    unlisted && h("p.small", "Số này được ghi thẳng, không kèm từng trường hợp."),
    linkButton(calls ? "Ghi cuộc gọi thử" : "Ghi giao dịch quan sát", `#/k/${visit.id}/${calls ? "goi-thu" : "giao-dich"}`, { kind: "primary", icon: calls ? "phone" : "clipboard-check" }),
  );
}

function more(visit, criterion, finding, noteError, changed) {
  const note = h("textarea", { id: "o-ghi-chu", rows: 3, maxlength: 1000, value: finding.note, oninput: (event) => { finding.note = event.target.value; changed(); } });
  note.setAttribute("aria-describedby", "loi-ghi-chu");
  const severity = h("select", { id: "o-muc-do", onchange: (event) => { finding.severity = event.target.value; changed(); } }, visit.severities.map(([code, label]) => {
    const option = h("option", { value: code }, label);
    option.selected = code === finding.severity;
    return option;
  }));
  const away = h("input", { type: "checkbox", id: "o-khong-ap-dung", checked: finding.not_applicable, onchange: (event) => {
    finding.not_applicable = event.target.checked;
    if (finding.not_applicable) {
      Object.assign(finding, { n: criterion.entry.fixed_n ?? 0, k: 0, details: null });
      document.querySelectorAll("input[name=k]").forEach((box) => { box.checked = false; });
      note.focus();
    }
    changed();
  } });
  const filled = finding.note || finding.not_applicable || finding.severity !== "none";
  return h(
    "details.more",
    { open: Boolean(filled) },
    h("summary", "Mức độ, ghi chú, không áp dụng", filled ? badge("info", "có ghi") : null),
    field("Mức độ vi phạm", severity),
    h("div.field", h("label", { htmlFor: "o-ghi-chu" }, "Ghi chú, lý do"), note, noteError),
    h("label.check", away, h("span", "Không áp dụng với cơ quan này (ghi lý do ở trên)")),
  );
}
