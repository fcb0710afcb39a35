// The end on site: what is missing, the words of the inspected, reading back aloud, and both signatures.
import { minutesPaper } from "../minutes/content.js";
import { paperNode } from "../minutes/html.js";
import { criteriaOf, findingOf } from "../rules.js";
import { alert, busy, button, field, h, linkButton, picks, say } from "../ui.js";
import { momentWords } from "../words.js";
import { draftOf } from "./minutes.js";
import { drawn, openPad } from "./pad.js";
import { conflictBox, heading, isStarted } from "./parts.js";

const SIDES = { agency: "Đại diện cơ quan được kiểm tra", team: "Đại diện đoàn kiểm tra" };

export async function show(app, id) {
  await app.keeper.flushAll();
  const draft = await draftOf(app, id);
  const { visit, standing, sha } = draft;
  const blocks = barriers(app, visit, standing);
  const finish = standing.get("finish");
  const stands = ["agency", "team"].map((side) => standing.get(`signature:${side}`)).filter(Boolean);
  const stale = stands.some(({ content }) => content.signed_sha256 !== sha);
  const node = h(
    "div.signing",
    heading("Kết thúc và ký"),
    stale && alert("bad", "Số liệu đã đổi sau khi ký", h("p", "Chữ ký cũ không còn khớp với nội dung. Hãy đọc lại và để hai bên ký lại.")),
    blocks.length ? blocks : steps(app, id, draft, sha, { finish, stale }),
  );
  return { title: "Kết thúc và ký", back: `#/k/${id}`, backWords: "Về chuyến kiểm tra", node };
}

function steps(app, id, { visit, standing, facts }, sha, { finish, stale }) {
  const read = Boolean(finish) && !stale && !app.memory.get(`doc-lai|${id}`);
  return [
    missing(visit, standing),
    conflictBox(app, id, "finish", finish, (one) => [one.place, one.remarks].filter(Boolean)),
    h("section.stage", h("h2", "1. Nơi lập, ý kiến, đọc lại"), read ? finished(app, id, finish) : finishForm(app, id, visit, standing, facts)),
    ...["agency", "team"].map((side, place) => h("section.stage", h("h2", `${place + 2}. ${SIDES[side]}`), signature(app, id, visit, standing, side, sha, read))),
    read && ["agency", "team"].every((side) => standing.get(`signature:${side}`)?.content.signed_sha256 === sha) && done(id),
  ];
}

const done = (id) => alert("ok", "Biên bản đã đủ chữ ký", h("p", "Mọi thứ đã lưu trên máy. Có mạng thì ứng dụng tự gửi; giữ máy đến khi dòng trên cùng báo “Đã gửi hết”."), linkButton("Xem biên bản", `#/k/${id}/bien-ban`, { icon: "file-text" }));

/** What must be settled before anybody may sign. */
function barriers(app, visit, standing) {
  const base = `#/k/${visit.id}`;
  const torn = [...standing].filter(([subject, value]) => value.conflict && subject !== "finish" && !subject.startsWith("signature"));
  const unsaved = app.keeper.unsaved(visit.id);
  const address = (subject) => (subject === "headcount" ? `${base}/diem-danh` : subject === "start" ? base : `${base}/tc/${subject}`);
  const name = (subject) => ({ headcount: "Điểm danh", start: "Giờ bắt đầu" })[subject] ?? subject;
  const links = (subjects) => h("p.link-row", subjects.map((subject) => h("a.btn", { href: address(subject) }, name(subject))));
  return [
    !isStarted(visit, standing) && alert("info", "Chưa bắt đầu kiểm tra", linkButton("Đến trang của chuyến", base)),
    torn.length > 0 && alert("bad", "Còn mục hai người ghi khác nhau", h("p", "Chọn giá trị đúng trước khi ký."), links(torn.map(([subject]) => subject))),
    unsaved.length > 0 && alert("bad", "Còn mục nhập dở, chưa lưu", links(unsaved.map((draft) => draft.subject))),
  ].filter(Boolean);
}

function missing(visit, standing) {
  const open = criteriaOf(visit).filter((one) => !findingOf(standing, one));
  const words = [!standing.has("headcount") && "chưa điểm danh", open.length > 0 && `còn ${open.length} tiêu chí chưa ghi`].filter(Boolean);
  return words.length > 0 && alert("info", `Lưu ý: ${words.join(", ")}`, h("p", "Vẫn ký được; biên bản chỉ ghi những gì đã kiểm tra."));
}

function finished(app, id, { content, at }) {
  const again = button("Sửa và đọc lại", () => {
    app.memory.set(`doc-lai|${id}`, true);
    app.redraw();
  });
  return [h("p", `Đã đọc lại lúc ${momentWords(content.ended_at ?? at)}, lập ${content.copies} bản tại ${content.place}.`), content.remarks ? h("p", h("strong", "Ý kiến của cơ quan: "), content.remarks) : h("p", "Cơ quan không có ý kiến khác."), again];
}

function finishForm(app, id, visit, standing, facts) {
  const memory = `ket-thuc|${id}`;
  const before = standing.get("finish")?.content ?? {};
  const typed = app.memory.get(memory) ?? { place: before.place || visit.agency.address || visit.agency.name, remarks: before.remarks ?? "", agency_name: before.agency_name ?? "", agency_post: before.agency_post ?? "", copies: before.copies ?? 2 };
  app.memory.set(memory, typed);
  const write = (key, number = false) => (event) => { typed[key] = number ? Number(event.target.value) : event.target.value; };
  const text = (key, max) => h("input", { id: `kt-${key}`, type: "text", maxlength: max, value: typed[key], autocomplete: "off", oninput: write(key) });
  const remarks = h("textarea", { id: "kt-remarks", rows: 4, maxlength: 2000, value: typed.remarks, oninput: write("remarks") });
  const copies = h("input", { id: "kt-copies", type: "number", inputmode: "numeric", min: 2, max: 9, value: String(typed.copies), oninput: write("copies", true) });
  const error = h("p.field-error", { role: "alert" });
  const ticked = h("input", { type: "checkbox", id: "kt-doc" });
  const sheet = h("div.read-scroll", { tabindex: 0, role: "region", "aria-label": "Nội dung biên bản để đọc lại" });
  const lay = (event) => event.currentTarget.open && sheet.replaceChildren(paperNode(toReadBack(facts, visit, typed)));
  const confirm = (event) => {
    const wrong = wrongOf(typed, ticked.checked);
    error.textContent = wrong;
    if (wrong) {
      return;
    }
    busy(event.currentTarget, async () => {
      const content = { ended_at: new Date().toISOString(), place: clean(typed.place), remarks: clean(typed.remarks), read_back: true, copies: typed.copies, agency_name: clean(typed.agency_name), agency_post: clean(typed.agency_post) };
      await app.engine.record(id, "finish", "finish", content);
      app.memory.delete(memory);
      app.memory.delete(`doc-lai|${id}`);
      app.redraw();
    });
  };
  return [
    field("Nơi lập biên bản", text("place", 200)),
    field("Ý kiến của cơ quan được kiểm tra", remarks, { help: "Ghi đúng lời đại diện cơ quan; để trống nếu không có ý kiến khác.", needed: false }),
    field("Họ tên người đại diện cơ quan", text("agency_name", 120)),
    field("Chức vụ", text("agency_post", 120)),
    field("Số bản", copies),
    h("details.read-back", { ontoggle: lay }, h("summary", "Đọc biên bản cho hai bên cùng nghe"), sheet),
    h("label.check", ticked, h("span", "Đã đọc lại toàn bộ biên bản cho hai bên cùng nghe")),
    error,
    h("div.wide", button("Xác nhận đã đọc lại", confirm, { kind: "primary", icon: "check" })),
  ];
}

/** The paper with what was just typed, as it will be signed. */
function toReadBack(facts, visit, typed) {
  const finish = { ...facts.finish, ...typed, place: clean(typed.place), remarks: clean(typed.remarks), ended_at: new Date().toISOString(), read_back: true };
  const spoken = { name: clean(typed.agency_name), post: clean(typed.agency_post) };
  return minutesPaper({ ...facts, finish, agency_people: spoken.name ? [spoken] : [], signatures: [] }, visit.paper);
}

const clean = (text) => text.trim().normalize("NFC");

function wrongOf({ place, agency_name, copies }, ticked) {
  if (!place.trim()) {
    return "Ghi nơi lập biên bản.";
  }
  if (!agency_name.trim()) {
    return "Ghi họ tên người đại diện cơ quan.";
  }
  if (!(copies >= 2 && copies <= 9)) {
    return "Số bản: nhập từ 2 đến 9.";
  }
  return ticked ? "" : "Đọc lại biên bản, rồi đánh dấu “Đã đọc lại”.";
}

function signature(app, id, visit, standing, side, sha, read) {
  const value = standing.get(`signature:${side}`);
  const fits = value?.content.signed_sha256 === sha;
  if (value?.conflict) {
    return conflictBox(app, id, `signature:${side}`, value, (one) => [`${one.name}, ${one.way === "drawn" ? "đã ký" : "từ chối ký"}`]);
  }
  if (!read) {
    return h("p.waiting", "Ký sau khi đã đọc lại.");
  }
  const again = `ky-lai|${id}|${side}`;
  if (fits && !app.memory.get(again)) {
    const redo = button("Ký lại", () => {
      app.memory.set(again, true);
      app.redraw();
    });
    return h("div.signed", drawn(value.content), h("p", h("strong", value.content.name), value.content.post && `, ${value.content.post}`), h("p.small", `Lúc ${momentWords(value.at)}`), redo);
  }
  return signForm(app, id, visit, standing, side, sha, again);
}

function signForm(app, id, visit, standing, side, sha, again) {
  const finish = standing.get("finish").content;
  const me = visit.team.find((one) => one.me);
  const start = side === "agency" ? { name: finish.agency_name, post: finish.agency_post } : { name: me?.name ?? "", post: me?.role_label ?? "" };
  const memory = `ky|${id}|${side}`;
  const typed = app.memory.get(memory) ?? { way: "drawn", reason: "", witness_name: "", witness_post: "", witness: true, ...start };
  app.memory.set(memory, typed);
  const write = (key) => (event) => { typed[key] = event.target.value; };
  const text = (key, words, more) => field(words, h("input", { id: `${side}-${key}`, type: "text", maxlength: 120, autocomplete: "off", value: typed[key], oninput: write(key) }), more);
  const pad = openPad(SIDES[side]);
  const error = h("p.field-error", { role: "alert" });
  const refused = h("div.refused", field("Lý do từ chối", h("textarea", { id: `${side}-reason`, rows: 2, maxlength: 300, value: typed.reason, oninput: write("reason") })), witness(side, typed, text));
  const turn = () => {
    pad.node.hidden = typed.way !== "drawn";
    refused.hidden = typed.way === "drawn";
  };
  const keep = (event) => {
    const wrong = wrongSignature(typed, pad);
    error.textContent = wrong;
    if (wrong) {
      return;
    }
    busy(event.currentTarget, async () => {
      await app.engine.record(id, "signature", `signature:${side}`, contentOf(side, typed, pad, sha));
      [memory, again].forEach((key) => app.memory.delete(key));
      say(typed.way === "drawn" ? "Đã lưu chữ ký trên máy." : "Đã ghi việc từ chối ký.", "ok");
      app.redraw();
    });
  };
  turn();
  const way = picks(`${side}-way`, "Cách xác nhận", [["drawn", "Ký"], ["refused", "Từ chối ký"]], typed.way, (value) => {
    typed.way = value;
    turn();
  });
  return h("div.sign-form", way, text("name", "Họ và tên"), text("post", "Chức vụ"), pad.node, refused, error, h("div.wide", button("Lưu", keep, { kind: "primary", icon: "check", "aria-label": `Lưu: ${SIDES[side]}` })));
}

function witness(side, typed, text) {
  const names = h("div", text("witness_name", "Người làm chứng"), text("witness_post", "Chức vụ người làm chứng", { needed: false }));
  names.hidden = !typed.witness;
  const none = h("input", { type: "checkbox", id: `${side}-no-witness`, checked: !typed.witness, onchange: (event) => {
    typed.witness = !event.target.checked;
    names.hidden = !typed.witness;
  } });
  return [names, h("label.check", none, h("span", "Người chứng kiến cũng từ chối xác nhận"))];
}

const NO_WITNESS = "người chứng kiến từ chối xác nhận";

function wrongSignature(typed, pad) {
  if (!typed.name.trim()) {
    return "Ghi họ và tên.";
  }
  if (typed.way === "drawn") {
    return pad.isDrawn() ? "" : "Ký vào ô trước khi lưu.";
  }
  if (!typed.reason.trim()) {
    return "Ghi lý do từ chối ký.";
  }
  return typed.witness && !typed.witness_name.trim() ? "Ghi tên người làm chứng, hoặc đánh dấu người chứng kiến từ chối." : "";
}

function contentOf(side, typed, pad, sha) {
  const isDrawn = typed.way === "drawn";
  const { width, height } = isDrawn ? pad.size() : { width: 0, height: 0 };
  return {
    side,
    name: clean(typed.name),
    post: clean(typed.post),
    way: typed.way,
    width,
    height,
    strokes: isDrawn ? pad.strokes().map((stroke) => stroke.map((point) => [...point])) : [],
    reason: isDrawn ? "" : clean(typed.reason),
    witness_name: isDrawn ? "" : typed.witness ? clean(typed.witness_name) : NO_WITNESS,
    witness_post: isDrawn || !typed.witness ? "" : clean(typed.witness_post),
    signed_sha256: sha,
  };
}
