// The draft of the minutes on the phone: read it, print it, save it as a PDF or a .docx.
import { fileStem, minutesPaper } from "../minutes/content.js";
import { docx } from "../minutes/docx.js";
import { factsOf } from "../minutes/facts.js";
import { paperNode } from "../minutes/html.js";
import { alert, busy, button, h, linkButton, save, say } from "../ui.js";
import { heading, isSigned, load } from "./parts.js";

/** The facts and the paper of a visit as they stand now. */
export async function draftOf(app, id) {
  const { visit, standing } = await load(app, id);
  const sha = await app.engine.signedSha256(id);
  const facts = factsOf(visit, standing, app.engine.state.drift_ms);
  // A signature under other figures is no signature under these.
  facts.signatures = facts.signatures.filter((one) => one.signed_sha256 === sha);
  return { visit, standing, sha, facts, paper: minutesPaper(facts, visit.paper) };
}

export async function show(app, id) {
  const { visit, standing, facts, paper } = await draftOf(app, id);
  const download = (event) =>
    busy(event.currentTarget, async () => {
      save(await docx(paper), `${fileStem(facts)}.docx`);
      say("Đã lập tệp Word trên máy.", "ok");
    });
  const conflicts = [...standing].filter(([, value]) => value.conflict).length;
  const node = h(
    "div.minutes",
    h(
      "div.screen-only",
      heading("Dự thảo biên bản"),
      h("p.lead", "Lập ngay trên máy để đọc lại và in. Bản chính có số và mã xác minh do hệ thống lập sau khi gửi."),
      conflicts > 0 && alert("warn", `Còn ${conflicts} mục hai người ghi khác nhau`, h("p", "Dự thảo dùng giá trị ghi sớm hơn cho đến khi có người chọn.")),
      h("div.pair", button("In hoặc lưu PDF", () => window.print(), { icon: "printer" }), button("Tải tệp Word", download, { icon: "download" })),
    ),
    paperNode(paper),
  );
  const bar = h("div.bar-row", linkButton(isSigned(standing) ? "Xem chữ ký" : "Đọc lại và ký", `#/k/${visit.id}/ky`, { kind: "primary", icon: "pen-line" }));
  return { title: `Dự thảo biên bản ${visit.agency.short_name || visit.agency.name}`, short: "Dự thảo biên bản", back: `#/k/${id}`, backWords: "Về chuyến kiểm tra", node, bar };
}
