// What a valid finding is and how it reads: the same rules and words as evaluations/rules/observing.py.

export const MOST = 9999;
export const MAX_NOTE = 1000;
const GRAVE = new Set(["major", "critical"]);

/** The eight items of one observed transaction, in the order people say them. */
export const XIN = [["xin_chao", "Xin chào"], ["xin_loi", "Xin lỗi"], ["xin_cam_on", "Xin cảm ơn"], ["xin_phep", "Xin phép"]];
export const LUON = [["luon_mim_cuoi", "Luôn mỉm cười"], ["luon_nhe_nhang", "Luôn nhẹ nhàng"], ["luon_thau_hieu", "Luôn lắng nghe, thấu hiểu"], ["luon_giup_do", "Luôn giúp đỡ"]];
export const CALL = [["named", "Xưng tên và cơ quan"], ["brief", "Trao đổi ngắn gọn"], ["not_cut", "Không ngắt máy đột ngột"]];
const ITEMS_OF = { xin: XIN, luon: LUON, call: CALL };

/** The parts of a head-count besides those present, in the order of the form. */
export const ABSENT = ["on_duty_away", "in_meeting", "at_grassroots", "on_leave", "sick", "maternity", "unexcused"];

export const EMPTY = { n: 0, k: 0, not_applicable: false, severity: "none", note: "", details: null };

function numberErrors(entry, { n, k }) {
  if (!(n >= 1 && n <= MOST)) {
    return { n: `${entry.n_label || "Số quan sát"}: nhập từ 1 đến ${MOST}.` };
  }
  if (entry.fixed_n !== null && n !== entry.fixed_n) {
    return { n: `Tiêu chí này tính trên ${entry.fixed_n}.` };
  }
  if (!(k >= 0 && k <= n)) {
    return { k: `${entry.k_label} (${k}) phải từ 0 đến ${n}.` };
  }
  if (entry.options.length && !entry.options.some(([value]) => value === k)) {
    return { k: "Hãy chọn một mức trong danh sách." };
  }
  return {};
}

function noteErrors({ note, not_applicable, severity }) {
  if ([...note].length > MAX_NOTE) {
    return { note: `Ghi chú dài quá ${MAX_NOTE} ký tự.` };
  }
  if (note.trim()) {
    return {};
  }
  if (not_applicable) {
    return { note: "Hãy ghi lý do không áp dụng." };
  }
  return GRAVE.has(severity) ? { note: "Vi phạm nặng hoặc đặc biệt nghiêm trọng phải có mô tả." } : {};
}

/** What is wrong with a finding by box (n, k, note); empty when it may be kept. */
export function errorsOf(entry, finding) {
  return { ...(finding.not_applicable ? {} : numberErrors(entry, finding)), ...noteErrors(finding) };
}

/** A case in which every item that had an occasion was kept. */
export const isGood = (kind, detail) => ITEMS_OF[kind].every(([key]) => detail.items[key] !== false);

/** n and k of a criterion whose cases were listed one by one. */
export function counted(kind, details) {
  return { n: details.length, k: details.filter((detail) => isGood(kind, detail)).length };
}

/** Everyone a head-count accounts for. */
export const rosterOf = (count) => count.present + ABSENT.reduce((sum, key) => sum + count[key], 0);

const FROM_HEADCOUNT = { "TT-04": "attending", "TT-05": "unexcused" };

/** What a head-count says about a criterion, null where it says nothing. */
export function fromHeadcount(code, count) {
  const n = rosterOf(count);
  switch (FROM_HEADCOUNT[code]) {
    case "attending":
      return { ...EMPTY, n, k: n - count.unexcused };
    case "unexcused":
      return { ...EMPTY, n, k: count.unexcused };
    default:
      return null;
  }
}

/** A finding in a few words: "8/10 đạt", "Đạt", "Không áp dụng". */
export function resultWords(entry, finding) {
  if (!finding) {
    return "";
  }
  if (finding.not_applicable) {
    return "Không áp dụng";
  }
  const option = entry.options.find(([value]) => value === finding.k);
  if (option) {
    return option[1];
  }
  const good = entry.tally ? ` ${entry.tally[0]}` : "";
  return `${finding.k}/${finding.n}${good}`;
}

/** Whether a finding falls short, so that the eye should stop there. */
export function isShort(entry, finding) {
  if (!finding || finding.not_applicable) {
    return false;
  }
  return finding.severity !== "none" || (entry.k_is_bad ? finding.k > 0 : finding.k < finding.n);
}

/** All criteria of a visit in order, each with the name of its group. */
export const criteriaOf = (visit) => visit.groups.flatMap((group) => group.criteria.map((criterion) => ({ ...criterion, group })));

/** What stands for a criterion: its own record, or what the head-count says. */
export function findingOf(standing, criterion) {
  if (criterion.from_headcount) {
    const count = standing.get("headcount")?.content;
    return count ? fromHeadcount(criterion.code, count) : null;
  }
  const content = standing.get(criterion.code)?.content;
  return content ? { ...EMPTY, ...content } : null;
}

/** Two lists of cases as one: a case that both hold is there once, in order of time. */
export function joined(lists) {
  const seen = new Map(lists.flat().map((detail) => [JSON.stringify([detail.at, detail.number ?? "", detail.items]), detail]));
  return [...seen.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
}
