// The minutes as blocks: the same outline and sentences as evaluations/rules/documents/minutes.py, in the JSON of
// core/documents/flow.py. The server decides the wording; this file follows it, and a test compares the two.
import { dayOf, dayWords, hourWords, longDay } from "../words.js";

/** What only the phone prints: until the server has numbered it, the paper is a draft. */
export const DRAFT_MARK = "DỰ THẢO – bản chính do hệ thống cấp số sau khi gửi";

const SIDES = [["agency", "ĐẠI DIỆN CƠ QUAN\nĐƯỢC KIỂM TRA"], ["team", "ĐẠI DIỆN\nĐOÀN KIỂM TRA"]];

const heading = (text, level = 1) => ({ block: "heading", text, level });
const paragraph = (text, mark = "") => ({ block: "paragraph", text, mark, bold: false, italic: false });
const dashed = (text) => paragraph(text, "-");
const table = (labels, widths, rows, more = {}) => ({ block: "table", labels, widths, rows, numbers: [], fixed: [], emphasised: [], caption: "", ...more });

const moment = (at) => `${hourWords(at)} ${longDay(dayOf(at))}`;
const who = ({ name, post }) => (post ? `Ông/bà ${name} – ${post}` : `Ông/bà ${name}`);
const twoDigits = (count) => String(count).padStart(2, "0");

function ended(text) {
  const line = text.trim();
  return !line || ".!?…;:".includes(line.at(-1)) ? line : `${line}.`;
}

function duration(ms) {
  const minutes = Math.max(0, Math.round(ms / 60_000));
  const hours = Math.floor(minutes / 60);
  return hours ? `${hours} giờ ${twoDigits(minutes % 60)} phút` : `${minutes} phút`;
}

function drift(ms) {
  const seconds = Math.round(Math.abs(ms) / 1000);
  if (seconds <= 1) {
    return "không quá 1 giây";
  }
  return seconds < 120 ? `${seconds} giây` : `${Math.round(seconds / 60)} phút`;
}

/** The paper of a draft from its facts (see facts.js) and the house that issues it. */
export function minutesPaper(facts, house) {
  return {
    title: "BIÊN BẢN",
    subtitle: `Kiểm tra việc thực hiện văn hóa công vụ tại ${facts.agency_name}`,
    letterhead: { parent: house.parent, issuer: house.issuer, place: house.place, day: null, number: "" },
    made_on: facts.visited_on,
    legal_lines: facts.order.bases.map((line) => `${line.trim().replace(/[;.,]+$/, "")};`),
    blocks: [paragraph(opening(facts)), ...people(facts), ...time(facts), ...count(facts.headcount), ...found(facts), ...photos(facts.photos), ...remarks(facts), ...closing(facts)],
    recipients: [],
    signature: null,
    tail: [{ block: "small", text: "Bản dự thảo, chưa có số và chưa có giá trị; dùng để đọc lại trước khi ký." }],
  };
}

function opening({ order, started_at, visited_on, ...facts }) {
  const by = order.issued_on ? ` ${longDay(order.issued_on)} của ${order.signer_post}` : "";
  const began = started_at ? moment(started_at) : longDay(visited_on);
  return `Thực hiện Quyết định số ${order.number}${by}, hồi ${began}, tại ${placeOf(facts)}, Đoàn kiểm tra lập biên bản như sau:`;
}

const placeOf = (facts) => facts.finish.place || facts.agency_address || facts.agency_name;

function people(facts) {
  const agency = facts.agency_people.map((one) => dashed(ended(who(one))));
  return [
    heading("I. THÀNH PHẦN"),
    heading("1. Đoàn kiểm tra", 2),
    ...facts.team.map((one) => dashed(ended(who(one)))),
    heading(`2. Cơ quan được kiểm tra: ${facts.agency_name}`, 2),
    ...(agency.length ? agency : [dashed("Đại diện cơ quan ký ở cuối biên bản.")]),
  ];
}

function time(facts) {
  const { order, finish, started_at } = facts;
  const lines = [`Hình thức kiểm tra: ${facts.mode_label.toLowerCase()}.`];
  if (facts.topic) {
    lines.push(ended(`Nội dung kiểm tra: ${facts.topic}`));
  }
  if (order.covers_from && order.covers_to) {
    lines.push(`Thời kỳ kiểm tra: từ ${longDay(order.covers_from)} đến hết ${longDay(order.covers_to)}.`);
  }
  if (started_at && finish.ended_at) {
    lines.push(`Thời gian làm việc: từ ${hourWords(started_at)} đến ${hourWords(finish.ended_at)} (${duration(new Date(finish.ended_at) - new Date(started_at))}).`);
  }
  lines.push(ended(`Địa điểm: ${placeOf(facts)}`), `Đồng hồ của máy ghi nhận lệch với máy chủ ${drift(facts.drift_ms)}.`);
  return [heading("II. THỜI GIAN, ĐỊA ĐIỂM"), ...lines.map(dashed)];
}

function count(counted) {
  const title = heading("III. ĐIỂM DANH");
  if (!counted) {
    return [title, paragraph("Đoàn kiểm tra không điểm danh.")];
  }
  const rows = [["Tổng số theo danh sách", String(counted.roster)], ["Có mặt", String(counted.present)], ...counted.absences.map(([words, number]) => [`Vắng: ${words}`, String(number)])];
  return [title, paragraph(`Lúc ${moment(counted.counted_at)}, có mặt ${counted.present}/${counted.roster} người.`), table(["Nội dung", "Số người"], [70, 20], rows, { numbers: [1], caption: "Điểm danh" })];
}

function found(facts) {
  const title = heading("IV. KẾT QUẢ GHI NHẬN");
  const all = facts.groups.flatMap((group) => group.found);
  if (!all.length) {
    return [title, paragraph("Đoàn kiểm tra không ghi nhận nội dung nào.")];
  }
  const short = all.filter((one) => one.short).length;
  const said = `Ghi nhận theo bộ tiêu chí “${facts.set_title}”, phiên bản ${facts.set_version}: ${all.length} tiêu chí, trong đó ${short} tiêu chí chưa đạt đầy đủ.`;
  return [title, paragraph(said), ...facts.groups.flatMap((group, place) => foundGroup(place + 1, group))];
}

function foundGroup(number, group) {
  const rows = group.found.map((one) => [one.code, one.statement, one.result, one.short ? one.severity_label : "", one.note]);
  const emphasised = group.found.flatMap((one, place) => (one.short ? [place] : []));
  return [heading(`${number}. ${group.name}`, 2), table(["Mã", "Nội dung kiểm tra", "Kết quả", "Mức độ", "Ghi chú"], [16, 54, 24, 16, 36], rows, { emphasised, caption: group.name })];
}

function photos(list) {
  const title = heading("V. ẢNH MINH CHỨNG");
  if (!list.length) {
    return [title, paragraph("Không có ảnh.")];
  }
  const rows = list.map((photo, place) => [String(place + 1), photo.criterion, [photo.caption, photo.blurred ? `đã làm mờ ${photo.blurred} vùng` : ""].filter(Boolean).join("; "), photo.sha256]);
  return [title, paragraph(`${list.length} ảnh chụp tại chỗ; mã SHA-256 cho biết tệp ảnh có bị thay đổi hay không.`), table(["STT", "Tiêu chí", "Chú thích", "Mã SHA-256 tính lúc chụp"], [10, 16, 44, 74], rows, { numbers: [0], fixed: [3], caption: "Ảnh minh chứng" })];
}

function remarks({ finish }) {
  const lines = finish.remarks.split(/\r\n|\r|\n/).map((line) => line.trim()).filter(Boolean);
  return [heading("VI. Ý KIẾN CỦA CƠ QUAN ĐƯỢC KIỂM TRA"), ...(lines.length ? lines : ["Cơ quan được kiểm tra không có ý kiến khác."]).map((line) => paragraph(line))];
}

function closing(facts) {
  const { finish } = facts;
  const lines = [];
  if (finish.ended_at) {
    lines.push(`Việc kiểm tra tại chỗ kết thúc hồi ${moment(finish.ended_at)}.`);
  }
  if (finish.read_back) {
    lines.push("Biên bản đã được đọc lại cho các bên có mặt cùng nghe, công nhận nội dung ghi trên là đúng.");
  }
  const rest = twoDigits(Math.max(finish.copies - 1, 1));
  lines.push(`Biên bản được lập thành ${twoDigits(finish.copies)} bản có nội dung và giá trị như nhau; Đoàn kiểm tra giữ 01 bản, ${facts.agency_name} giữ ${rest} bản.`);
  if (facts.explain_due_on) {
    lines.push(`Cơ quan được kiểm tra có quyền giải trình từng nội dung và gửi kèm tài liệu trên Cổng đến hết ${longDay(facts.explain_due_on)}. Biên bản ghi sự việc tại thời điểm kiểm tra, chưa phải là kết luận.`);
  }
  const signers = SIDES.map(([side, capacity]) => signer(capacity, facts.signatures.find((one) => one.side === side)));
  return [heading("VII. ĐỌC LẠI VÀ KÝ BIÊN BẢN"), ...lines.map((line) => paragraph(line)), { block: "signatures", signers }];
}

function signer(capacity, signed) {
  const empty = { capacity, name: "", post: "", remark: "", strokes: [], width: 0, height: 0 };
  if (!signed) {
    return empty;
  }
  const { name, post, strokes, width, height } = signed;
  return { ...empty, name, post, remark: refusal(signed), strokes, width, height };
}

function refusal({ way, reason, witness_name: name, witness_post: post }) {
  if (way === "paper") {
    return "(Đã ký trên bản giấy)";
  }
  if (way !== "refused") {
    return "";
  }
  return `(Từ chối ký. Lý do: ${ended(reason)} Người làm chứng: ${ended(post ? `${name}, ${post}` : name)})`;
}

/** "Vĩnh Long, ngày 05 tháng 01 năm 2026", or with room for the day. */
export const placeAndDay = ({ place, day }) => (day ? `${place}, ${longDay(day)}` : `${place}, ngày\u2003\u2003tháng\u2003\u2003năm`);

/** The file name of the draft without its ending. */
export const fileStem = (facts) => `du-thao-bien-ban-${facts.agency_code || "co-quan"}-${dayWords(facts.visited_on).replaceAll("/", "-")}`.toLowerCase();
