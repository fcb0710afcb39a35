// "Hàng chờ gửi": every record with its state, its cause and what can be done; the rescue file.
import { isUnsent } from "../top.js";
import { alert, ask, badge, busy, button, field, h, linkButton, save, say, swap } from "../ui.js";
import { ageWords, bytesWords, momentWords } from "../words.js";
import { heading } from "./parts.js";
import { othersNotice } from "./visits.js";

const DAY = 86_400_000;
const STATES = {
  waiting: ["neutral", "Chờ gửi"],
  sending: ["info", "Đang gửi"],
  sent: ["ok", "Đã gửi"],
  conflict: ["warn", "Đã gửi, khác với người khác"],
  refused: ["warn", "Đã gửi, nội dung chưa hợp lệ"],
  late: ["warn", "Đã gửi, đến sau biên bản"],
  different: ["bad", "Trùng mã, khác nội dung"],
  rejected: ["bad", "Máy chủ từ chối"],
  error: ["bad", "Chưa gửi được"],
};
const HELP = {
  conflict: "Mở chuyến kiểm tra và chọn giá trị đúng.",
  late: "Biên bản đã lập; bản ghi được giữ để đưa vào phụ lục.",
  different: "Máy chủ đã có bản ghi cùng mã với nội dung khác. Đừng xóa; báo quản trị hệ thống.",
  rejected: "Máy chủ không công nhận bản ghi này. Lưu tệp cứu hộ rồi báo quản trị hệ thống.",
};

export async function show(app) {
  const node = h("div.queue");
  const rows = h("div");
  const rescue = rescuePart(app);
  const draw = async () => {
    const visits = new Map((await app.engine.visits()).map((visit) => [visit.id, visit.agency.name]));
    swap(rows, head(app), othersNotice(app), list(app, visits));
  };
  await draw();
  node.append(heading("Hàng chờ gửi"), rows, rescue);
  return { title: "Hàng chờ gửi", back: "#/", backWords: "Về danh sách chuyến kiểm tra", node, refresh: draw };
}

function head(app) {
  const waiting = app.engine.queue().filter(isUnsent);
  const { state } = app.engine;
  if (!waiting.length) {
    return h("p.lead", "Mọi bản ghi trên máy đã được máy chủ xác nhận.");
  }
  const oldest = Math.max(...waiting.map((entry) => entry.age_ms));
  const send = button(state.syncing ? "Đang gửi…" : "Gửi ngay", (event) => busy(event.currentTarget, () => app.engine.retryAll()), { kind: "primary", icon: "send", id: "gui-ngay", disabled: state.syncing });
  return [
    h(`p.lead${oldest > DAY ? ".bad" : ""}`, `${waiting.length} bản ghi chưa gửi, lâu nhất ${ageWords(oldest)}.`),
    state.server === "login" ? alert("warn", "Cần đăng nhập lại để gửi", linkButton("Đăng nhập", app.urls.login, { icon: "log-in" })) : send,
  ];
}

function list(app, visits) {
  const entries = app.engine.queue();
  const pending = entries.filter((entry) => entry.state !== "sent");
  const sent = entries.length - pending.length;
  return [
    h("ul.rows", pending.map((entry) => row(app, entry, visits.get(entry.visit) ?? "Chuyến kiểm tra không còn trên máy"))),
    sent > 0 && h("p.small", `${sent} bản ghi khác đã gửi xong.`),
  ];
}

function row(app, entry, agency) {
  const [kind, words] = STATES[entry.state] ?? STATES.waiting;
  const old = isUnsent(entry) && entry.age_ms > DAY;
  const isPhoto = entry.bytes > 0 && entry.kind === "photo";
  return h(
    `li.queue-row${old ? ".is-late" : ""}`,
    h("div.queue-what", h("p", h("strong", entry.label)), h("p.small", agency), h("p.small", `${momentWords(entry.captured_at)} · `, h(`span${old ? ".bad" : ""}`, `cách đây ${ageWords(entry.age_ms)}`), entry.attempts > 0 && ` · đã thử ${entry.attempts} lần`)),
    badge(kind, words),
    isPhoto && h("div.queue-photo", h("progress", { max: entry.bytes, value: entry.sent_bytes ?? 0, "aria-label": `Ảnh đã gửi: ${entry.label}` }), h("span.small", `${bytesWords(entry.sent_bytes ?? 0)} / ${bytesWords(entry.bytes)}`)),
    (entry.cause || HELP[entry.state]) && h("p.queue-cause", [entry.cause, HELP[entry.state]].filter(Boolean).join(" ")),
    h(
      "div.queue-acts",
      entry.state === "conflict" && linkButton("Mở để chọn", `#/k/${entry.visit}`),
      isUnsent(entry) && button("Gửi lại", (event) => busy(event.currentTarget, () => app.engine.retry(entry.id)), { icon: "refresh-cw", id: `gui-${entry.id}`, "aria-label": `Gửi lại: ${entry.label}` }),
      button("Xóa", () => drop(app, entry), { icon: "trash-2", id: `xoa-${entry.id}`, "aria-label": `Xóa: ${entry.label}` }),
    ),
  );
}

async function drop(app, entry) {
  const body = isUnsent(entry)
    ? [`“${entry.label}” chưa có trên máy chủ. Xóa là mất hẳn, không lấy lại được.`, "Nếu chỉ muốn sửa số, hãy ghi lại ở tiêu chí đó; không cần xóa."]
    : "Máy chủ đã giữ bản ghi này. Xóa chỉ dọn khỏi máy.";
  if (await ask({ title: "Xóa bản ghi này?", body, yes: "Xóa", no: "Giữ lại", kind: "danger" })) {
    try {
      await app.engine.drop(entry.id);
      say("Đã xóa khỏi máy.");
    } catch (error) {
      say(error.message, "bad");
    }
  }
}

/** How hard a passphrase is to guess, in words. */
export function strength(words) {
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\d/, /[^\p{L}\d\s]/u].filter((kind) => kind.test(words)).length;
  if (words.length < 10) {
    return ["bad", "Quá ngắn: cần ít nhất 10 ký tự."];
  }
  if (words.trim().split(/\s+/).length >= 4 || (words.length >= 14 && kinds >= 3)) {
    return ["ok", "Mạnh."];
  }
  return ["warn", "Tạm được. Bốn từ không liên quan nhau thì mạnh và dễ nhớ hơn."];
}

function rescuePart(app) {
  return h(
    "section.rescue",
    h("h2", "Tệp cứu hộ"),
    h("p", "Khi máy không gửi được: lưu mọi bản ghi chưa gửi thành một tệp khóa bằng mật khẩu, chuyển qua cáp hoặc tin nhắn; bất kỳ ai trong đoàn nhập tệp và gửi thay. Nhập nhiều lần cũng không bị tính đôi."),
    exportPart(app),
    importPart(app),
  );
}

function exportPart(app) {
  const hint = h("p.small", { id: "ch-manh", role: "status" });
  const first = h("input", { id: "ch-mat-khau", type: "password", autocomplete: "new-password", oninput: () => {
    const [kind, words] = strength(first.value);
    hint.className = `small is-${kind}`;
    hint.textContent = first.value ? words : "";
  } });
  const second = h("input", { id: "ch-lai", type: "password", autocomplete: "new-password" });
  const error = h("p.field-error", { role: "alert" });
  const make = (event) => {
    error.textContent = first.value.length < 10 ? "Mật khẩu cần ít nhất 10 ký tự." : first.value !== second.value ? "Hai lần nhập mật khẩu không giống nhau." : "";
    if (error.textContent) {
      return;
    }
    busy(event.currentTarget, async () => {
      const { name, blob } = await app.engine.rescueFile(first.value);
      save(blob, name);
      first.value = second.value = hint.textContent = "";
      say("Đã lưu tệp cứu hộ. Đưa mật khẩu cho người nhận bằng đường khác với tệp.", "ok");
    });
  };
  return h("details.more", h("summary", "Lưu tệp cứu hộ"), field("Mật khẩu của tệp", first, { help: "Không ai lấy lại được mật khẩu này. Ghi nhớ trước khi lưu." }), hint, field("Nhập lại mật khẩu", second), error, button("Lưu tệp", make, { kind: "primary", icon: "life-buoy" }));
}

function importPart(app) {
  const file = h("input", { id: "ch-tep", type: "file" });
  const words = h("input", { id: "ch-mo", type: "password", autocomplete: "off" });
  const error = h("p.field-error", { role: "alert" });
  const open = (event) => {
    error.textContent = !file.files.length ? "Chọn tệp cứu hộ." : !words.value ? "Nhập mật khẩu của tệp." : "";
    if (error.textContent) {
      return;
    }
    busy(event.currentTarget, async () => {
      const { records, photos } = await app.engine.importRescue(file.files[0], words.value);
      file.value = words.value = "";
      say(`Đã nhập ${records} bản ghi, ${photos} ảnh; ứng dụng đang gửi.`, "ok");
    });
  };
  return h("details.more", h("summary", "Nhập tệp cứu hộ"), field("Tệp", file), field("Mật khẩu của tệp", words), error, button("Nhập và gửi", open, { kind: "primary", icon: "send" }));
}
