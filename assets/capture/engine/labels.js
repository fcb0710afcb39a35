// The queue in words.
const KINDS = { start: "Bắt đầu kiểm tra", headcount: "Điểm danh", finish: "Kết thúc tại chỗ" };
const SIDES = { team: "Chữ ký của đoàn kiểm tra", agency: "Chữ ký của cơ quan được kiểm tra" };

function statementOf(pack, visitId, code) {
  const visit = pack?.visits.find(({ id }) => id === visitId);
  return visit?.groups.flatMap(({ criteria }) => criteria).find((criterion) => criterion.code === code)?.statement ?? "";
}

/** What a record is about, in words for a list. */
export function labelOf({ kind, subject, content, visitId }, pack) {
  switch (kind) {
    case "observation": {
      const statement = statementOf(pack, visitId, subject);
      return statement ? `${subject} · ${statement}` : subject;
    }
    case "photo":
      return ["Ảnh", content.criterion, content.caption].filter(Boolean).join(" · ");
    case "signature":
      return SIDES[content.side] ?? "Chữ ký";
    default:
      return KINDS[kind] ?? subject;
  }
}
