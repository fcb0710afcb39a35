// Cases that are listed one by one (observed transactions, test calls): the record of each criterion holds the
// whole list, and n and k are counted from it.
import { EMPTY, counted, criteriaOf, joined } from "../rules.js";

/** The criteria of a visit that live from a list: those of the given kinds ("xin", "luon", "call"). */
export const listedBy = (visit, kinds) => criteriaOf(visit).filter((one) => kinds.includes(one.details));

/** The list that stands for some criteria: what any of them holds, each case once. */
export const casesOf = (standing, criteria) => joined(criteria.map((one) => standing.get(one.code)?.content.details ?? []));

/** Record a list for its criteria; severity and note that stand are kept. */
export async function recordCases(app, visit, standing, criteria, cases) {
  for (const one of criteria) {
    const kept = standing.get(one.code)?.content;
    const numbers = counted(one.details, cases);
    if (cases.length) {
      await app.engine.record(visit.id, "observation", one.code, { ...EMPTY, severity: kept?.severity ?? "none", note: kept?.not_applicable ? "" : (kept?.note ?? ""), ...numbers, details: cases });
    }
  }
}

/** Two people's lists may both be right: offered as one list, in which a case of both is there once. */
export function joinOffer(value, criterion) {
  const lists = value?.all?.map((one) => one.content.details ?? []) ?? [];
  if (!value?.conflict || lists.some((list) => !list.length)) {
    return [];
  }
  const whole = new Map(lists.flat().map((one) => [JSON.stringify(one), one]));
  const details = [...whole.values()].sort((a, b) => (a.at < b.at ? -1 : 1));
  return [[`Gộp cả hai danh sách (${details.length} trường hợp)`, { ...value.content, ...counted(criterion.details, details), details }]];
}
