// One visit: begin on site, what is known beforehand, how far the recording has come, the list of criteria, the end.
import { criteriaOf, findingOf, isShort, resultWords, rosterOf } from "../rules.js";
import { alert, badge, busy, button, h, icon, swap } from "../ui.js";
import { ageWords, clock, dayOf, dayWords, durationWords } from "../words.js";
import { conflictBox, heading, isSigned, isStarted, load } from "./parts.js";

export async function show(app, id) {
  const first = await load(app, id);
  const node = h("div.visit");
  const draw = async (known) => {
    const { visit, standing } = known ?? (await load(app, id));
    const open = app.memory.get(`open|${id}`) ?? new Set();
    app.memory.set(`open|${id}`, open);
    swap(node, head(visit), time(app, standing), stage(app, visit, standing, open));
  };
  await draw(first);
  const ticking = setInterval(() => swap(node.querySelector(".clock") ?? h("p"), duration(app, first.standing)), 30_000);
  return { title: first.visit.agency.name, short: first.visit.agency.short_name || first.visit.agency.name, back: "#/", backWords: "Về danh sách chuyến kiểm tra", node, refresh: () => draw(), stored: () => draw(), leave: () => clearInterval(ticking) };
}

function head(visit) {
  const line = [visit.mode_label, visit.visited_on && dayWords(visit.visited_on), visit.order_number && `Quyết định số\u00a0${visit.order_number}`];
  return h("div.visit-head", heading(visit.agency.name), h("p.lead", line.filter(Boolean).join(" · ")), visit.topic && h("p.topic", visit.topic));
}

function duration(app, standing) {
  const start = standing.get("start")?.content.started_at;
  const finish = standing.get("finish")?.content.ended_at;
  if (!start) {
    return "";
  }
  const drift = app.engine.state.drift_ms;
  return [
    `Bắt đầu ${clock(start)} · ${finish ? `kết thúc ${clock(finish)} · kéo dài` : "đã"} ${durationWords((finish ? new Date(finish) : Date.now()) - new Date(start))}`,
    drift === null || drift === undefined ? "" : ` · ${driftWords(drift)}`,
  ].join("");
}

/** How far the server's clock is ahead of the phone's (ms), in words. */
export function driftWords(ms) {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds < 2) {
    return "đồng hồ máy đúng giờ";
  }
  const far = seconds < 120 ? `${seconds} giây` : ageWords(seconds * 1000);
  return `đồng hồ máy ${ms > 0 ? "chậm" : "nhanh"} ${far}`;
}

const MUCH = 120_000; // ms off that people should know of

function driftNotice(drift) {
  return Math.abs(drift ?? 0) > MUCH && alert("warn", `Lưu ý: ${driftWords(drift)}`, h("p", "Giờ trong biên bản lấy theo máy này. Hãy bật ngày giờ tự động trong phần cài đặt của điện thoại."));
}

const time = (app, standing) => h("p.clock", duration(app, standing));

function stage(app, visit, standing, open) {
  if (!isStarted(visit, standing)) {
    return [begin(app, visit), before(visit, open, true)];
  }
  return [
    driftNotice(app.engine.state.drift_ms),
    conflictBox(app, visit.id, "start", standing.get("start"), ({ started_at: at }) => [`Bắt đầu lúc ${at ? clock(at) : "không rõ giờ"}`]),
    isSigned(standing) && alert("ok", "Hai bên đã ký biên bản", h("p", "Nối mạng để gửi; hệ thống cấp số và lập bản chính.")),
    progress(app, visit, standing),
    actions(visit, standing),
    before(visit, open, false),
    groups(app, visit, standing, open),
  ];
}

function begin(app, visit) {
  const start = button("Bắt đầu kiểm tra", (event) =>
    busy(event.currentTarget, async () => {
      const now = new Date().toISOString();
      await app.engine.record(visit.id, "start", "start", { visited_on: dayOf(now), started_at: now });
      app.redraw();
    }), { kind: "primary", icon: "clipboard-check", id: "bat-dau" });
  return h("section.begin", h("p", "Bấm khi đoàn đã có mặt tại cơ quan. Giờ bắt đầu được ghi vào biên bản."), start);
}

function progress(app, visit, standing) {
  const all = criteriaOf(visit);
  const done = all.filter((criterion) => findingOf(standing, criterion)).length;
  const unsaved = app.keeper.unsaved(visit.id).filter((draft) => !draft.valid).length;
  return h(
    "section.progress",
    h("progress", { max: all.length, value: done, "aria-label": "Số tiêu chí đã ghi nhận" }),
    h("p", h("strong", `${done}/${all.length}`), " tiêu chí đã ghi nhận", unsaved > 0 && h("span.bad", ` · ${unsaved} mục nhập dở, chưa lưu`)),
  );
}

function tile(words, note, href, sign, kind = "") {
  return h("li", h(`a.tile${kind && `.${kind}`}`, { href }, icon(sign, 24), h("span.tile-words", h("strong", words), h("span", note))));
}

function actions(visit, standing) {
  const count = standing.get("headcount");
  const cases = (code) => standing.get(code)?.content.details?.length ?? 0;
  const all = criteriaOf(visit);
  const courtesy = all.find((one) => one.details === "xin" || one.details === "luon");
  const calls = all.find((one) => one.details === "call");
  const base = `#/k/${visit.id}`;
  return h(
    "ul.tiles",
    tile("Điểm danh", count ? `${count.content.present}/${rosterOf(count.content)} có mặt lúc ${clock(count.content.counted_at)}` : "chưa có", `${base}/diem-danh`, "users", count?.conflict ? "is-conflict" : ""),
    courtesy && tile("4 xin, 4 luôn", `${cases(courtesy.code)} giao dịch`, `${base}/giao-dich`, "clipboard-check"),
    calls && tile("Gọi thử", `${cases(calls.code)} cuộc`, `${base}/goi-thu`, "phone"),
    tile("Biên bản", "xem dự thảo, in", `${base}/bien-ban`, "file-text"),
    tile(isSigned(standing) ? "Chữ ký" : "Kết thúc và ký", isSigned(standing) ? "đã ký" : "đọc lại, hai bên ký", `${base}/ky`, "pen-line", "is-main"),
  );
}

function before(visit, opened, isFirst) {
  const { roster, last_visit: last, recommendations } = visit;
  const facts = [
    ["Địa chỉ", visit.agency.address],
    ["Đoàn kiểm tra", visit.team.map((one) => `${one.name} (${(one.role_label || "").toLowerCase()}${one.me ? ", bạn" : ""})`).join(", ")],
    ["Thời kỳ kiểm tra", visit.covers && `từ ${dayWords(visit.covers.from)} đến ${dayWords(visit.covers.to)}`],
    ["Số người", rosterWords(roster)],
    ["Theo phòng", roster?.units?.length ? roster.units.map((unit) => `${unit.name}: ${unit.count}`).join("\n") : ""],
    ["Lần trước", last && [dayWords(last.visited_on), last.order_number && `QĐ ${last.order_number}`].filter(Boolean).join(", ")],
    ["Kết luận", last?.conclusion],
  ].filter(([, words]) => words);
  const findings = criteriaOf(visit).filter((one) => one.last && one.last.severity_label && one.last.severity_label !== "Không vi phạm");
  return h(
    "details.before",
    { open: isFirst || opened.has(BEFORE), ontoggle: isFirst ? null : noting(opened, BEFORE) },
    h("summary", "Cần biết trước khi kiểm tra", recommendations.length > 0 && badge("warn", `${recommendations.length} kiến nghị còn mở`)),
    h("dl.facts", facts.map(([label, words]) => h("div", h("dt", label), h("dd", words)))),
    recommendations.length > 0 && [h("h3", "Kiến nghị chưa xong"), h("ul.plain-list", recommendations.map((one) => h("li", one.text, " ", badge(one.overdue ? "bad" : "neutral", `${one.state_label}${one.due_on ? `, hạn ${dayWords(one.due_on)}` : ""}`))))],
    findings.length > 0 && [h("h3", "Thiếu sót lần trước"), h("ul.plain-list", findings.map((one) => h("li", h("a", { href: `#/k/${visit.id}/tc/${one.code}` }, `${one.code} ${one.statement}`), `: ${one.last.result}, ${one.last.severity_label.toLowerCase()}.`)))],
    !last && h("p.small", "Chưa có lần kiểm tra nào trước đây được ghi trên cổng."),
  );
}

const KINDS_OF_PEOPLE = [["leaders", "lãnh đạo"], ["counter", "trực tiếp tiếp dân"], ["uniform", "mặc trang phục ngành"]];

function rosterWords(roster) {
  const kinds = KINDS_OF_PEOPLE.filter(([key]) => roster?.[key]).map(([key, words]) => `${roster[key]} ${words}`);
  return roster && [`${roster.count} người`, kinds.length && `trong đó ${kinds.join(", ")}`].filter(Boolean).join(", ");
}

const BEFORE = " truoc"; // beside the codes of groups

/** Remember what is unfolded, so that drawing anew leaves it so. */
const noting = (opened, name) => (event) => (event.currentTarget.open ? opened.add(name) : opened.delete(name));

function groups(app, visit, standing, open) {
  return visit.groups.map((group) => {
    const done = group.criteria.filter((one) => findingOf(standing, one)).length;
    return h(
      "details.group",
      { open: open.has(group.code), ontoggle: noting(open, group.code) },
      h("summary", h("span.group-name", group.name), h("span.group-count", `${done}/${group.criteria.length}`)),
      h("ul.rows", group.criteria.map((one) => criterionRow(app, visit, standing, one))),
    );
  });
}

function criterionRow(app, visit, standing, criterion) {
  const finding = findingOf(standing, criterion);
  const draft = app.keeper.draft(visit.id, criterion.code);
  const kind = isShort(criterion.entry, finding) ? "warn" : "ok";
  return h(
    `li.row${finding ? ".is-done" : ""}`,
    h("a.row-link", { href: `#/k/${visit.id}/tc/${criterion.code}`, id: `tc-${criterion.code}` }, h("span.row-name", h("span.code", criterion.code), " ", criterion.statement)),
    h(
      "div.row-state",
      standing.get(criterion.code)?.conflict && badge("bad", "hai người ghi khác nhau"),
      draft && !draft.valid && badge("bad", "nhập dở"),
      finding ? badge(finding.not_applicable ? "none" : kind, resultWords(criterion.entry, finding)) : badge("neutral", criterion.from_headcount ? "lấy từ điểm danh" : "chưa ghi"),
    ),
  );
}
