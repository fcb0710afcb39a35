// Pieces that several screens share: loading a visit, two people's values side by side, the notice after signing.
import { alert, button, busy, h, linkButton, say } from "../ui.js";
import { clock, dayOf } from "../words.js";

/** A visit with what stands for it; a visit that is not on the phone is an error in words. */
export async function load(app, id) {
  const [visit, standing] = await Promise.all([app.engine.visit(id), app.engine.standing(id)]);
  if (!visit) {
    throw new Error("Chuyến kiểm tra này chưa được tải về máy.");
  }
  return { visit, standing };
}

/** The day a visit really took place, as far as the phone knows. */
export const dayOfVisit = (visit, standing) => standing.get("start")?.content.visited_on ?? visit.visited_on ?? dayOf(Date.now());

/** Whether somebody has begun the visit on site. */
export const isStarted = (visit, standing) => visit.started || standing.has("start");

/** The signatures that stand: [team, agency], undefined where missing. */
export const signatures = (standing) => ["team", "agency"].map((side) => standing.get(`signature:${side}`)?.content);

/** Whether both sides have signed, or their refusal is recorded. */
export const isSigned = (standing) => signatures(standing).every(Boolean);

/**
 * When recording must wait: before the start, while two people's values stand side by side, and after signing
 * until people say that they will sign again. Puts the controls out of reach then; returns the notice or null.
 */
export function guard(app, visit, standing, subjects, controls) {
  const notice = barrier(app, visit, standing, subjects);
  if (notice?.bars) {
    controls.filter(Boolean).forEach((node) => { node.inert = true; });
  }
  return notice?.node ?? null;
}

const AFTER_SIGNING = "Sửa số liệu thì chữ ký không còn khớp; hai bên phải đọc và ký lại.";

function barrier(app, visit, standing, subjects) {
  if (!isStarted(visit, standing)) {
    return { bars: true, node: alert("info", "Chưa bắt đầu kiểm tra", h("p", "Bấm “Bắt đầu kiểm tra” ở trang của chuyến trước khi ghi."), linkButton("Đến trang của chuyến", `#/k/${visit.id}`)) };
  }
  if (subjects.some((subject) => standing.get(subject)?.conflict)) {
    return { bars: true, node: null };
  }
  if (!signatures(standing).some(Boolean)) {
    return null;
  }
  if (app.agreed.has(visit.id)) {
    return { bars: false, node: alert("warn", "Đang sửa biên bản đã ký", h("p", AFTER_SIGNING)) };
  }
  const open = button("Sửa và sẽ ký lại", () => {
    app.agreed.add(visit.id);
    app.redraw();
  });
  return { bars: true, node: alert("warn", "Biên bản đã ký", h("p", AFTER_SIGNING), open) };
}

/** Who wrote a value and when: "Phan Thị Đoàn, 08:05". */
export const source = ({ by, at, mine }) => `${mine ? "Bạn" : by}${at ? `, ${clock(at)}` : ""}`;

/** Two people's values side by side; a person chooses. describe(content) gives lines; extra offers more ways. */
export function conflictBox(app, visitId, subject, value, describe, extra = []) {
  if (!value?.conflict) {
    return null;
  }
  const choose = (content) => (event) =>
    busy(event.currentTarget, async () => {
      app.keeper.drop(visitId, subject);
      await app.engine.choose(visitId, subject, content);
      say("Đã chọn. Giá trị kia vẫn được lưu trong hồ sơ.", "ok");
      app.redraw();
    });
  return h(
    "section.conflict",
    { "aria-labelledby": "khac-nhau" },
    h("h2", { id: "khac-nhau" }, "Hai người ghi khác nhau"),
    h("p", "Cả hai giá trị đều được giữ. Hãy bàn với đồng nghiệp rồi chọn giá trị đúng."),
    h(
      "div.sides",
      value.all.map((one, index) =>
        h(
          "div.side",
          h("p.side-by", source(one)),
          describe(one.content).map((line, row) => h(row ? "p.side-note" : "p.side-value", line)),
          button("Chọn giá trị này", choose(one.content), { "aria-label": `Chọn giá trị ${index + 1}: ${describe(one.content)[0]}` }),
        ),
      ),
    ),
    extra.map(([words, content]) => button(words, choose(content))),
  );
}

/** A page heading that takes the focus when the screen opens. */
export const heading = (...words) => h("h1", { tabindex: "-1" }, ...words);
