// "Chuyến kiểm tra": what was taken along on this phone, and whether the phone may be trusted with it.
import { isUnsent, unsent } from "../top.js";
import { alert, ask, badge, busy, button, h, say, swap } from "../ui.js";
import { ageWords, bytesWords, dayOf, dayWords, momentWords } from "../words.js";
import { heading, isSigned } from "./parts.js";

const DAY = 86_400_000;

export async function show(app) {
  const node = h("div.visits");
  const draw = async () => {
    const visits = await app.engine.visits();
    const states = await Promise.all(visits.map(async (visit) => stateOf(visit, await app.engine.standing(visit.id))));
    swap(node, heading("Chuyến kiểm tra"), notices(app), download(app), list(visits, states), offers(app));
  };
  await draw();
  return { title: "Chuyến kiểm tra", node, refresh: draw };
}

function stateOf(visit, standing) {
  if (isSigned(standing)) {
    return badge("ok", "Đã ký biên bản");
  }
  return visit.started || standing.has("start") ? badge("info", "Đang kiểm tra") : badge("neutral", "Chưa bắt đầu");
}

function download(app) {
  const { packed_at: at, user } = app.engine.state;
  const get = button("Tải về máy", (event) => fetchPack(app, event.currentTarget), { kind: at ? "" : "primary", icon: "download", id: "tai-ve" });
  const when = at ? `Tải lần cuối ${momentWords(at)}.` : "Chưa tải lần nào. Hãy tải trước khi rời cơ quan.";
  return h("div.download", h("p", user && h("strong", user.name), user && " · ", when), get);
}

const CODES = {
  login: "Phiên đăng nhập đã hết. Hãy đăng nhập lại rồi tải.",
  offline: "Chưa tới được máy chủ. Dữ liệu đang có trên máy vẫn dùng được.",
  timeout: "Mạng quá chậm. Dữ liệu đang có trên máy vẫn dùng được; hãy thử lại.",
  captive: "Mạng Wi-Fi này chặn máy chủ (có thể phải đăng nhập Wi-Fi). Hãy đổi mạng rồi thử lại.",
  other_user: "Máy đang đăng nhập bằng tài khoản khác. Hãy đăng xuất rồi đăng nhập đúng tài khoản.",
  forbidden: "Tài khoản này không thuộc đoàn kiểm tra nào.",
};

async function fetchPack(app, control) {
  await busy(control, async () => {
    const { ok, code, message } = await app.engine.refresh();
    if (ok) {
      const count = (await app.engine.visits()).length;
      say(`Đã tải ${count} chuyến kiểm tra về máy.`, "ok");
    } else {
      say(CODES[code] ?? message ?? "Chưa tải được. Hãy thử lại khi mạng ổn định.", "bad");
    }
  });
}

function oldest(app) {
  return Math.max(0, ...app.engine.queue().filter(isUnsent).map((entry) => entry.age_ms));
}

function notices(app) {
  const { state } = app.engine;
  const waiting = unsent(app.engine);
  const age = oldest(app);
  return [
    waiting > 0 &&
      alert(age > DAY ? "bad" : "warn", `${waiting} bản ghi chưa gửi, lâu nhất ${ageWords(age)}`, h("p", age > DAY ? "Đã quá một ngày. Hãy nối mạng để gửi hôm nay, hoặc lưu tệp cứu hộ." : "Ứng dụng tự gửi khi có mạng."), h("a.btn", { href: "#/hang-cho" }, "Xem hàng chờ")),
    state.server === "login" && alert("warn", "Cần đăng nhập lại để gửi", h("p", "Vẫn ghi nhận được bình thường trong lúc chờ."), h("a.btn", { href: app.urls.login }, "Đăng nhập")),
    othersNotice(app),
    state.unreadable > 0 && alert("bad", `${state.unreadable} bản ghi trên máy không mở được`, h("p", "Dữ liệu trên máy bị hỏng hoặc được khóa bằng khóa khác. Đừng xóa ứng dụng; báo quản trị hệ thống.")),
    state.storage.warn &&
      alert("bad", `Bộ nhớ dành cho ứng dụng đã dùng ${Math.round(state.storage.ratio * 100)}%`, h("p", `Còn khoảng ${bytesWords(Math.max(0, state.storage.quota - state.storage.usage))}. Hãy gửi hết bản ghi, rồi xóa bớt ảnh, video khác trên máy trước khi chụp thêm.`)),
    state.newest && state.newest !== state.version && alert("info", `Có phiên bản mới ${state.newest}`, h("p", `Máy đang dùng ${state.version}. Phiên bản cũ vẫn gửi được dữ liệu; khi đã gửi hết, đóng và mở lại ứng dụng để cập nhật.`)),
  ];
}

/** What another person left on this phone, and how a leader takes it over; nothing when there is none. */
export function othersNotice(app) {
  if (!app.engine.state.others_waiting) {
    return null;
  }
  const take = button("Nhận bàn giao (trưởng đoàn)", (event) =>
    busy(event.currentTarget, async () => {
      const taken = await app.engine.handOver();
      say(taken?.records ? `Đã nhận ${taken.records} bản ghi để gửi thay.` : "Không có bản ghi nào mà bạn được nhận bàn giao.", taken?.records ? "ok" : "info");
    }));
  return alert("warn", `Trên máy này còn ${app.engine.state.others_waiting} bản ghi của người khác`, h("p", "Bạn không đọc và không gửi được. Người đã ghi cần đăng nhập trên máy này để gửi; nếu tài khoản của họ đã bị khóa, trưởng đoàn nhận bàn giao khi có mạng."), take);
}

function list(visits, states) {
  if (!visits.length) {
    return h("div.empty", h("h2", "Chưa có chuyến kiểm tra nào trên máy"), h("p", "Khi bạn có tên trong một đoàn kiểm tra sắp tới hoặc đang làm, bấm “Tải về máy” lúc có mạng để mang theo tiêu chí, kết quả lần trước và số người của cơ quan."));
  }
  const days = grouped(visits, states);
  const today = dayOf(Date.now());
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, rows]) =>
    h(
      "section.day",
      h("h2", !day ? "Chưa định ngày" : day === today ? `Hôm nay, ${dayWords(day)}` : dayWords(day)),
      h("ul.rows", rows.map(([visit, state]) => row(visit, state))),
    ),
  );
}

function grouped(visits, states) {
  const days = new Map();
  visits.forEach((visit, index) => {
    const day = visit.visited_on ?? "";
    days.set(day, [...(days.get(day) ?? []), [visit, states[index]]]);
  });
  return days;
}

function row(visit, state) {
  const { waiting, oldest_at: since } = visit.local ?? {};
  const late = since && Date.now() - new Date(since) > DAY;
  return h(
    "li.row",
    h("a.row-link", { href: `#/k/${visit.id}`, id: `k-${visit.id}` }, h("span.row-name", visit.agency.name), h("span.row-facts", [visit.mode_label, visit.order_number && `QĐ ${visit.order_number}`, visit.leader && "bạn là trưởng đoàn"].filter(Boolean).join(" · "))),
    h("div.row-state", state, waiting > 0 && badge(late ? "bad" : "warn", `${waiting} chưa gửi`)),
  );
}

function offers(app) {
  const { storage } = app.engine.state;
  const { install } = app.engine;
  const parts = [
    install.available && h("li", h("p", h("strong", "Cài lên màn hình chính"), " để mở nhanh và để trình duyệt không tự xóa dữ liệu."), button("Cài đặt ứng dụng", (event) => busy(event.currentTarget, () => install.prompt()), { icon: "smartphone", id: "cai-dat" })),
    !storage.persisted && h("li", h("p", h("strong", "Giữ dữ liệu lâu dài"), " để trình duyệt không dọn bản ghi khi máy đầy."), button("Xin giữ dữ liệu", (event) => busy(event.currentTarget, () => persist(app)), { icon: "lock", id: "giu-du-lieu" })),
  ].filter(Boolean);
  return h(
    "section.offers",
    h("h2", "Máy này"),
    parts.length ? h("ul.offer-list", parts) : h("p", "Ứng dụng đã được cài và dữ liệu được giữ lâu dài."),
    storage.quota > 0 && h("p.small", `Đã dùng ${bytesWords(storage.usage)} trên ${bytesWords(storage.quota)} được phép. Phiên bản ${app.engine.state.version}.`),
    h("div.links", h("a", { href: app.urls.plain }, "Trang kiểm tra trên mạng"), app.engine.state.user && button("Đăng xuất khỏi máy này", () => logout(app), { kind: "link" })),
  );
}

async function persist(app) {
  const kept = await app.engine.persist();
  say(kept ? "Trình duyệt sẽ giữ dữ liệu lâu dài." : "Trình duyệt chưa đồng ý. Cài ứng dụng lên màn hình chính rồi thử lại; nhớ gửi bản ghi trong ngày.", kept ? "ok" : "bad");
  app.redraw();
}

async function logout(app) {
  const waiting = unsent(app.engine);
  const body = waiting ? `Còn ${waiting} bản ghi chưa gửi. Sau khi đăng xuất chúng được khóa lại trên máy và chỉ gửi được khi chính bạn đăng nhập lại.` : "Dữ liệu trên máy được khóa lại; không ai đọc được cho đến khi bạn đăng nhập lại.";
  if (await ask({ title: "Đăng xuất khỏi máy này?", body, yes: "Đăng xuất", kind: "danger" })) {
    await app.engine.logout();
  }
}
