// What people see while the data of this phone is sealed: why, and what to do.
import { alert, h, linkButton } from "../ui.js";
import { heading } from "./parts.js";

const REASONS = {
  logout: ["Bạn đã đăng xuất", "Dữ liệu trên máy đã được khóa lại, không ai đọc được. Bản ghi chưa gửi vẫn còn nguyên: đăng nhập bằng đúng tài khoản đã ghi thì mở lại và gửi tiếp."],
  revoked: ["Máy này đã bị thu hồi quyền", "Tài khoản bị khóa, thôi làm thành viên đoàn kiểm tra, hoặc máy được báo mất. Bản ghi chưa gửi vẫn nằm trên máy ở dạng khóa. Trưởng đoàn đăng nhập trên chính máy này để nhận bàn giao và gửi thay."],
  expired: ["Đã 14 ngày máy này chưa gặp máy chủ", "Để bảo vệ dữ liệu, máy tự khóa. Bản ghi chưa gửi vẫn còn nguyên. Nối mạng và đăng nhập lại để mở khóa."],
  no_user: ["Chưa có ai đăng nhập trên máy này", "Hãy đăng nhập một lần khi có mạng, tải các chuyến kiểm tra về máy; sau đó dùng được cả khi không có mạng."],
};

export async function show(app) {
  const { lock_reason: why, others_waiting: others, online } = app.engine.state;
  const [title, words] = REASONS[why] ?? REASONS.no_user;
  const node = h(
    "div.lock",
    heading(title),
    h("p.lead", words),
    others > 0 && alert("warn", `Trên máy này còn ${others} bản ghi của người khác`, h("p", "Bản ghi được khóa theo từng người: bạn không đọc và không gửi được. Người đã ghi cần đăng nhập trên máy này để gửi.")),
    !online && alert("info", "Máy đang không có mạng", h("p", "Đăng nhập cần mạng. Hãy ra chỗ có sóng hoặc nối Wi-Fi rồi bấm nút dưới đây.")),
    linkButton("Đăng nhập", app.urls.login, { kind: "primary", icon: "log-in" }),
    h("p.small", "Không có mạng mà phải làm ngay? Ghi ra giấy, rồi nhập lại tại ", h("a", { href: app.urls.plain }, "trang kiểm tra thông thường"), "."),
  );
  return { title, node };
}
