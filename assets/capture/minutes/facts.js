// What the minutes speak of, taken from the visit on the phone: the same facts the server gathers when it issues them.
import { criteriaOf, findingOf, isShort, rosterOf } from "../rules.js";
import { dayOf } from "../words.js";

const ABSENCES = [["on_duty_away", "đi công tác"], ["in_meeting", "đi họp"], ["at_grassroots", "đi cơ sở"], ["on_leave", "nghỉ phép"], ["sick", "nghỉ ốm"], ["maternity", "nghỉ thai sản"], ["unexcused", "không rõ lý do"]];
const NO_FINISH = { ended_at: null, place: "", remarks: "", read_back: false, copies: 2 };

/** A finding as minutes say it: "18/20 đạt", "2 vi phạm/30 quan sát", the words of a level. */
export function inWords(entry, { n, k, not_applicable }) {
  if (not_applicable) {
    return "không áp dụng";
  }
  if (entry.options.length) {
    return (entry.options.find(([value]) => value === k)?.[1] ?? String(k)).toLowerCase();
  }
  if (entry.k_is_bad) {
    return `${k} vi phạm/${n} quan sát`;
  }
  return `${k}/${n}${entry.tally ? ` ${entry.tally[0]}` : ""}`;
}

/** The facts of a visit as they stand on this phone. */
export function factsOf(visit, standing, drift = 0) {
  const start = standing.get("start")?.content;
  const finish = standing.get("finish")?.content;
  return {
    agency_code: visit.agency.code ?? "",
    agency_name: visit.agency.name,
    agency_address: visit.agency.address ?? "",
    mode_label: visit.mode_label,
    topic: visit.topic ?? "",
    visited_on: start?.visited_on ?? visit.visited_on ?? dayOf(Date.now()),
    order: orderOf(visit),
    set_title: visit.paper.set_title ?? "",
    set_version: String(visit.paper.set_version ?? ""),
    team: visit.team.map(({ name, post, role_label: role }) => ({ name, post: [post, role].filter(Boolean).join(", ") })),
    started_at: start?.started_at ?? null,
    finish: { ...NO_FINISH, ...finish },
    drift_ms: drift ?? 0,
    headcount: counted(standing.get("headcount")?.content),
    groups: groupsOf(visit, standing),
    photos: photosOf(standing),
    agency_people: agencyPeople(finish, standing.get("signature:agency")?.content),
    signatures: ["team", "agency"].flatMap((side) => signedFrom(side, standing.get(`signature:${side}`)?.content)),
    explain_due_on: null,
  };
}

function orderOf({ order_number: number, covers, paper }) {
  return { number, issued_on: paper.order_issued_on ?? null, signer_post: paper.order_signer_post ?? "", bases: paper.bases ?? [], covers_from: covers?.from ?? null, covers_to: covers?.to ?? null };
}

function counted(content) {
  if (!content) {
    return null;
  }
  return { counted_at: content.counted_at, roster: rosterOf(content), present: content.present, absences: ABSENCES.filter(([key]) => content[key]).map(([key, words]) => [words, content[key]]) };
}

function groupsOf(visit, standing) {
  const severities = Object.fromEntries(visit.severities);
  const all = criteriaOf(visit).map((one) => ({ ...one, finding: findingOf(standing, one) })).filter((one) => one.finding);
  return visit.groups
    .map((group) => ({ name: group.name, found: all.filter((one) => one.group === group).map((one) => foundOf(one, severities)) }))
    .filter((group) => group.found.length);
}

function foundOf({ code, statement, entry, finding }, severities) {
  return { code, statement, n: finding.n, k: finding.k, not_applicable: finding.not_applicable, result: inWords(entry, finding), severity_label: severities[finding.severity] ?? "", note: finding.note, short: isShort(entry, finding) };
}

function photosOf(standing) {
  const photos = [...standing].filter(([subject]) => subject.startsWith("photo:"));
  const inOrder = photos.sort(([, a], [, b]) => (a.at < b.at ? -1 : 1)).map(([, { content }]) => content);
  return inOrder.sort((a, b) => (a.criterion < b.criterion ? -1 : Number(a.criterion > b.criterion)));
}

function agencyPeople(finish, signature) {
  const people = [{ name: finish?.agency_name, post: finish?.agency_post }, { name: signature?.name, post: signature?.post }].filter((one) => one.name);
  return people.filter((one, place) => people.findIndex((other) => other.name === one.name && other.post === one.post) === place);
}

function signedFrom(side, content) {
  if (!content) {
    return [];
  }
  const strokes = (content.strokes ?? []).map((stroke) => stroke.map(([x, y]) => [Math.round(x), Math.round(y)]));
  return [{ ...content, side, strokes, width: Math.round(content.width || 0), height: Math.round(content.height || 0) }];
}
