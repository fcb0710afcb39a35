// The line at the top of every screen: the way back, the network in words, what is still unsent.
import { h, icon } from "./ui.js";

/** The network in words, with the icon and kind that say the same. */
export function networkWords({ online, server, syncing }) {
  if (!online) {
    return ["Mất mạng", "wifi-off", "off"];
  }
  switch (server) {
    case "login":
      return ["Cần đăng nhập", "log-in", "warn"];
    case "unreachable":
      return ["Chưa tới máy chủ", "wifi-off", "off"];
    case "ok":
      return [syncing ? "Đang gửi" : "Có mạng", "wifi", "on"];
    default:
      return [syncing ? "Đang gửi" : "Có mạng", "wifi", "on"];
  }
}

const STORED = new Set(["sent", "conflict", "refused", "late"]);

/** Whether the server has not confirmed that it keeps an entry of the queue. */
export const isUnsent = (entry) => !STORED.has(entry.state);

/** How many records the server has not confirmed. */
export const unsent = (engine) => engine.queue().filter(isUnsent).length;

/** The parts of the header. */
export function topLine(app, view) {
  const [words, sign, kind] = networkWords(app.engine.state);
  const waiting = app.engine.state.locked ? 0 : unsent(app.engine);
  return [
    view.back ? h("a.back", { href: view.back, "aria-label": view.backWords ?? "Quay lại" }, icon("chevron-left", 26)) : h("span.brand", "Ghi nhận"),
    view.back && h("span.top-title", view.short ?? view.title),
    h(`span.net.net-${kind}`, { role: "status" }, icon(sign, 18), h("span", words)),
    h(`a.unsent${waiting ? ".is-waiting" : ""}`, { href: "#/hang-cho" }, h("span", waiting ? `${waiting} chưa gửi` : "Đã gửi hết")),
  ].filter(Boolean);
}
