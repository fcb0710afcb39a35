// What stands when several people recorded one subject: the same rule as evaluations/rules/capture/merging.py.
//
// Records name those they replace (`previous`), so they form a graph that looks the same in whatever order they
// arrive. Nothing is ever overwritten: two heads with different content stay side by side until a person chooses.

/** One spelling for equal content, whatever the order of its keys. */
export function spelled(value) {
  if (Array.isArray(value)) {
    return `[${value.map(spelled).join()}]`;
  }
  if (value && typeof value === "object") {
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${spelled(value[key])}`).join()}}`;
  }
  return JSON.stringify(value);
}

/** Those whose whole history is here; the others are held. A known id counts as here though it is not in the list. */
function complete(byId, isKnown) {
  const settled = new Set();
  let grew = true;
  while (grew) {
    grew = false;
    for (const { id, previous } of byId.values()) {
      if (!settled.has(id) && previous.every((before) => settled.has(before) || (!byId.has(before) && isKnown(before)))) {
        settled.add(id);
        grew = true;
      }
    }
  }
  return settled;
}

/** Everything that a counted record replaces, at any distance. */
function replacedBy(counted, byId) {
  const replaced = new Set();
  const toVisit = counted.flatMap(({ previous }) => previous);
  while (toVisit.length) {
    const id = toVisit.pop();
    if (!replaced.has(id)) {
      replaced.add(id);
      toVisit.push(...(byId.get(id)?.previous ?? []));
    }
  }
  return replaced;
}

const earlierFirst = (a, b) => (a.captured_at === b.captured_at ? (a.id < b.id ? -1 : 1) : a.captured_at < b.captured_at ? -1 : 1);

/**
 * Merge the records of one subject; a repeated record counts once.
 * @param records [{id, previous: [ids], captured_at: iso in UTC, content, refused?: bool}]; a refused one is kept
 *   but replaces nothing
 * @param isKnown tells of ids that lie elsewhere (the phone has not the whole history, the server has)
 * @returns {heads: [records, earliest first], held: [ids], standing: record or null, conflict: bool}
 */
export function merge(records, isKnown = () => false) {
  const byId = new Map(records.map((record) => [record.id, record]));
  const settled = complete(byId, isKnown);
  const counted = [...byId.values()].filter(({ id, refused }) => settled.has(id) && !refused);
  const replaced = replacedBy(counted, byId);
  const heads = counted.filter(({ id }) => !replaced.has(id)).sort(earlierFirst);
  return {
    heads,
    held: [...byId.keys()].filter((id) => !settled.has(id)),
    standing: heads[0] ?? null,
    conflict: new Set(heads.map(({ content }) => spelled(content))).size > 1,
  };
}
