// What may go wrong on the way to the server, each with words that say what it means and what will happen.
const WORDS = {
  offline: "Chưa có mạng hoặc chưa tới được máy chủ; máy sẽ tự gửi lại.",
  timeout: "Mạng quá chậm, máy chủ chưa trả lời kịp; máy sẽ gửi lại từng phần nhỏ hơn.",
  captive: "Mạng đang dùng trả lời thay máy chủ (có thể phải đăng nhập Wi-Fi); máy chủ chưa nhận được.",
  forged: "Câu trả lời không mang dấu xác nhận của máy chủ nên coi như chưa gửi; máy sẽ gửi lại.",
  server: "Máy chủ đang bận hoặc gặp lỗi; máy sẽ tự gửi lại.",
  login: "Phiên đăng nhập đã hết. Hãy đăng nhập lại để gửi; bản ghi vẫn giữ nguyên trên máy.",
  csrf: "Phiên làm việc vừa đổi; máy sẽ tự gửi lại.",
  other_user: "Trình duyệt đang đăng nhập bằng tài khoản khác; bản ghi chỉ được gửi bằng tài khoản của người đã ghi.",
  forbidden: "Tài khoản này không được gửi lên máy chủ.",
  malformed: "Máy chủ không đọc được nội dung đã gửi.",
  missing: "Máy chủ chưa xác nhận bản ghi này; máy sẽ gửi lại.",
  unknown: "Máy chủ chưa có bản ghi của ảnh này; máy sẽ gửi lại bản ghi trước.",
  digest: "Ảnh đến máy chủ không còn nguyên vẹn; máy sẽ gửi lại từ đầu.",
  damaged: "Ảnh lưu trên máy đã hỏng hoặc bị xóa nên không gửi được. Hãy chụp lại nếu còn ở hiện trường.",
};

/** A trouble by its code; `data` is what the server said with it. */
export class Trouble extends Error {
  constructor(code, data = {}) {
    super(data.message || WORDS[code] || WORDS.server);
    this.code = code;
    this.data = data;
  }
}

/** These speak of the line or the login, not of what was sent: nothing else will get through either. */
const OF_THE_LINE = new Set(["offline", "timeout", "captive", "forged", "server", "login", "csrf", "other_user", "forbidden"]);

export const isOfTheLine = (error) => OF_THE_LINE.has(error.code);

export function asTrouble(error) {
  return error instanceof Trouble ? error : new Trouble("server", { message: error.message });
}
