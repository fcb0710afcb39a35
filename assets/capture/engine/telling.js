// What the screens are told: the phone's state, a visit's local work, photographs and the queue, as plain values.
import { labelOf } from "./labels.js";
import { STORED } from "./ledger.js";
import { bytesOf } from "./signing.js";

export function stateOf(phone) {
  const { user, locked, lockReason, server, storage, newest, others, syncing, pack, drift, ledger } = phone;
  return {
    user,
    locked,
    lock_reason: lockReason,
    online: navigator.onLine,
    server,
    storage,
    version: __APP_VERSION__,
    newest: newest || __APP_VERSION__,
    packed_at: pack?.made_at ?? null,
    others_waiting: others,
    syncing,
    drift_ms: drift,
    unreadable: ledger.unreadable,
  };
}

/** What of a visit lies on this phone, and since when the oldest of it waits. */
export function localOf({ ledger }, visitId) {
  const records = ledger.ofVisit(visitId);
  const waiting = records.filter(({ id }) => !ledger.isDone(id));
  return {
    records: records.length,
    photos: records.filter(({ kind }) => kind === "photo").length,
    waiting: waiting.length,
    oldest_at: waiting.map(({ captured_at }) => captured_at).sort()[0] ?? null,
  };
}

export function photosOf(phone, visitId) {
  const photos = phone.ledger.ofVisit(visitId).filter(({ kind }) => kind === "photo");
  return photos.map((entry) => ({ id: entry.id, ...entry.content, state: howItFares(phone, entry) }));
}

/** Everything recorded on this phone, the newest first. */
export function queueOf(phone) {
  return [...phone.ledger.records.values()].map((entry) => queued(phone, entry)).sort((a, b) => (a.captured_at < b.captured_at ? 1 : -1));
}

function queued(phone, entry) {
  const { id, visitId: visit, kind, subject, captured_at, note, way } = entry;
  return {
    id,
    visit,
    kind,
    subject,
    label: labelOf(entry, phone.pack),
    captured_at,
    state: howItFares(phone, entry),
    cause: note.cause || note.reason,
    attempts: note.attempts,
    way,
    age_ms: phone.ledger.isDone(id) ? 0 : Math.max(0, Date.now() - Date.parse(captured_at)),
    ...sizes(phone.ledger, entry),
  };
}

function sizes(ledger, entry) {
  const text = bytesOf(entry.body).length;
  const photo = ledger.photos.get(entry.id) ?? { size: 0, sent: 0 };
  const sent = photo.state === "sent" ? photo.size : photo.sent;
  return { bytes: text + photo.size, sent_bytes: (STORED.has(entry.state) ? text : 0) + sent };
}

/** The state in the words of the queue: a record whose photograph is still here is not yet sent. */
function howItFares({ ledger, sending }, entry) {
  if (sending?.has(entry.id)) {
    return "sending";
  }
  if (STORED.has(entry.state) && !ledger.isDone(entry.id)) {
    return entry.note.code === "damaged" ? "error" : "waiting";
  }
  return entry.state;
}
