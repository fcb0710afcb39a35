// The queue: which records are due, what became of those that were sent, when the others are tried again.
import { bytesOf } from "./signing.js";
import { Trouble } from "./troubles.js";

const FIRST_WAIT = 1_000; // ms
const LONGEST_WAIT = 5 * 60_000;

/** What a receipt of the server makes of a record here; what is not named stays as it is. */
const AFTER = { applied: "sent", held: "sent", superseded: "sent", conflict: "conflict", refused: "refused", late: "late", different: "different", rejected: "rejected" };

/** These wait for a person; sending them again by themselves would change nothing. */
const AT_REST = new Set(["different", "rejected"]);

/** Double the wait after each failure, with jitter so that phones do not come back all at once. */
export function waitAfter(attempts, random = Math.random()) {
  const longest = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.max(0, attempts - 1));
  return Math.round(longest * (0.5 + random / 2));
}

/** A clock that was turned back must not put a record off for longer than the longest wait. */
export const isDue = ({ nextAt }, now) => nextAt <= now || nextAt > now + LONGEST_WAIT;

/** Records whose text still has to go and that do not wait for a person. */
const toSend = (ledger) => [...ledger.records.values()].filter(({ state }) => state === "waiting" || state === "error");

/** The next records to send together: one way, at most so many, at most so many bytes, the oldest first. */
export function nextBatch(ledger, { most, bytes }, now = Date.now()) {
  const due = toSend(ledger).filter(({ note }) => isDue(note, now)).sort((a, b) => (a.captured_at < b.captured_at ? -1 : 1));
  const batch = [];
  let size = 0;
  for (const entry of due.filter(({ way }) => way === due[0].way)) {
    size += bytesOf(JSON.stringify({ body: entry.body, mac: entry.mac })).length + 1;
    if (batch.length && (batch.length === most || size > bytes)) {
      break;
    }
    batch.push(entry);
  }
  return batch;
}

/** When the next record or photograph is due, ms from now; null when nothing waits. */
export function nextDue(ledger, now = Date.now()) {
  const notes = [...toSend(ledger), ...ledger.photosToSend()].map(({ note }) => note);
  return notes.length ? Math.max(0, Math.min(...notes.map((note) => (isDue(note, now) ? 0 : note.nextAt - now)))) : null;
}

/** Note verified receipts. A record is sent only if one names its id and the digest of its very text. */
export async function applyReceipts(ledger, batch, { receipts }) {
  const named = Array.isArray(receipts) ? receipts : [];
  // A body that the server cannot read has no id there; it is found by its digest.
  const byId = new Map([...named.map((receipt) => [receipt.sha256, receipt]), ...named.map((receipt) => [receipt.id, receipt])]);
  const changes = [];
  const missing = [];
  for (const entry of batch) {
    const receipt = byId.get(entry.id) ?? byId.get(entry.sha256);
    const state = AFTER[receipt?.state];
    // "different" and "rejected" speak of a text that is not ours or not readable, so their digest may differ.
    if (state && (AT_REST.has(state) || (receipt.id === entry.id && receipt.sha256 === entry.sha256))) {
      changes.push([entry.id, { state, note: { cause: "", code: "", attempts: 0, nextAt: 0, reason: receipt.reason ?? "" } }]);
    } else {
      missing.push(entry);
    }
  }
  await ledger.note(changes);
  await postpone(ledger, missing, new Trouble("missing"));
}

/** Keep records waiting, with the cause, until their next turn. */
export function postpone(ledger, entries, trouble, state) {
  const now = Date.now();
  return ledger.note(
    entries.map(({ id, note }) => {
      const attempts = note.attempts + 1;
      return [id, { state, note: { attempts, cause: trouble.message, code: trouble.code, nextAt: now + waitAfter(attempts) } }];
    }),
  );
}

/** Try these (all that wait, if none are named) at once. */
export function hurry(ledger, ids) {
  const chosen = ids ? ids.map((id) => ledger.records.get(id)).filter(Boolean) : ledger.unsent().filter(({ note, state }) => note.nextAt && !AT_REST.has(state));
  return ledger.note(chosen.map(({ id, state }) => [id, { state: AT_REST.has(state) || state === "error" ? "waiting" : state, note: { nextAt: 0 } }]));
}
