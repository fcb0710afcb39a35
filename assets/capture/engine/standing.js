// What stands for each subject of a visit: what the server knew when the pack was made, and what was recorded on
// this phone since, joined by the merging rule.
import { merge } from "./merging.js";

/** What the pack says of a subject, as records that replace nothing known here; unless they differ, all say the same. */
function fromPack({ records, content, by, at, all = [] }) {
  const sides = new Map(all.map((side) => [side.record, side]));
  return records.map((id) => {
    const side = sides.get(id) ?? { content, by, at };
    return { id, previous: [], captured_at: side.at, content: side.content, by: side.by, at: side.at, mine: false };
  });
}

/** The server had this record when it made the pack, so the pack's word about its subject is the newer one. */
const isCounted = ({ id }, pack, heads) => pack.counted?.includes(id) && !heads.includes(id);

function fromLedger(entry, phone) {
  const mine = entry.device === phone.device;
  return { ...entry, at: entry.captured_at, by: mine ? phone.user.name : "Đồng nghiệp", mine, refused: entry.state === "refused" };
}

function bySubject(entries) {
  const groups = new Map();
  for (const entry of entries) {
    groups.set(entry.subject, [...(groups.get(entry.subject) ?? []), entry]);
  }
  return groups;
}

function standingOf(packed, entries, phone) {
  const local = entries.filter((entry) => !packed || !isCounted(entry, phone.pack, packed.records));
  const ids = new Set(local.map(({ id }) => id));
  const elsewhere = packed ? fromPack(packed).filter(({ id }) => !ids.has(id)) : [];
  // The whole history is with the server: a predecessor that is not here is there.
  return merge([...elsewhere, ...local.map((entry) => fromLedger(entry, phone))], () => true);
}

/** Map subject → {content, records, mine, by, at, conflict, all, heads} of a visit. */
export function standing(phone, visitId) {
  const packed = phone.pack?.visits.find(({ id }) => id === visitId)?.standing ?? {};
  const local = bySubject(phone.ledger.ofVisit(visitId));
  const subjects = new Set([...Object.keys(packed), ...local.keys()]);
  return new Map([...subjects].map((subject) => [subject, told(standingOf(packed[subject], local.get(subject) ?? [], phone))]).filter(([, value]) => value));
}

function told({ heads, standing: first, conflict }) {
  if (!first) {
    return null;
  }
  const all = heads.map(({ id, content, by, at, mine }) => ({ content, by, at, record: id, mine }));
  return { content: first.content, records: heads.map(({ id }) => id), mine: first.mine, by: first.by, at: first.at, conflict, all };
}
