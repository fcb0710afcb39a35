// What this person recorded on this phone, unsealed in memory while the keys are here; each change goes to the
// store first and is believed only then.
import { seal, sealJson, unseal, unsealJson } from "./sealing.js";
import { bytesOf, sha256 } from "./signing.js";
import { rowsOf, write } from "./store.js";

/** States in which the server has the record and the phone may forget it. */
export const STORED = new Set(["sent", "conflict", "refused", "late"]);

const NEW = { cause: "", code: "", attempts: 0, nextAt: 0, reason: "" };

export class Ledger {
  records = new Map();
  photos = new Map();
  /** Rows that do not open with this key: a damaged disk. They are kept and counted, never sent. */
  unreadable = 0;
  /** Counts changes, so that what is computed from the ledger can be kept until the next one. */
  version = 0;

  constructor(phone) {
    this.phone = phone;
  }

  clear() {
    this.records.clear();
    this.photos.clear();
    this.version += 1;
  }

  async load() {
    const { db, device } = this.phone;
    const [records, photos] = await Promise.all([rowsOf(db, "records", device), rowsOf(db, "photos", device)]);
    this.clear();
    this.unreadable = 0;
    await Promise.all(records.map((row) => this.#read(row)));
    photos.forEach((row) => this.#readPhoto(row));
  }

  /** Read what other tabs wrote: these records, or every one that is new here. */
  async reload(ids) {
    const { db, device } = this.phone;
    const keys = ids ?? (await db.getAllKeysFromIndex("records", "device", device)).map(([, id]) => id).filter((id) => !this.records.has(id));
    for (const id of keys) {
      const [record, photo] = await Promise.all([db.get("records", [device, id]), db.get("photos", [device, id])]);
      if (record) {
        await this.#read(record);
      } else {
        this.records.delete(id);
      }
      if (photo) {
        this.#readPhoto(photo);
      } else {
        this.photos.delete(id);
      }
    }
    this.version += 1;
  }

  async #read(row) {
    const { seal: key } = this.phone.keys;
    try {
      const { body, mac } = await unsealJson(key, row.sealed, `record:${row.id}`);
      const note = row.note ? await unsealJson(key, row.note, `note:${row.id}`) : {};
      const entry = await entryOf({ body, mac, state: row.state, way: row.way, note: { ...NEW, ...note } });
      this.records.set(row.id, { ...entry, row });
    } catch {
      this.unreadable += 1;
    }
  }

  #readPhoto({ bytes, sealed, ...row }) {
    this.photos.set(row.id, { ...row, sent: this.photos.get(row.id)?.sent ?? 0 });
  }

  /** Seal a record, with its photograph if it has one, into rows that are written as one. */
  async add({ body, mac, way = "sync", photo = null }) {
    const { db, device, keys } = this.phone;
    const entry = await entryOf({ body, mac, state: "waiting", way, note: { ...NEW } });
    const { id } = entry;
    const sealed = await sealJson(keys.seal, { body, mac }, `record:${id}`);
    const row = { device, id, state: "waiting", size: bytesOf(body).length, way, sealed, note: null };
    const changes = [["records", row]];
    const picture = photo && { device, id, state: "waiting", size: photo.byteLength, way };
    if (picture) {
      changes.push(["photos", { ...picture, sealed: await seal(keys.seal, photo, `photo:${id}`) }]);
    }
    await write(db, changes);
    this.records.set(id, { ...entry, row });
    if (picture) {
      this.photos.set(id, { ...picture, sent: 0 });
    }
    this.#changed([id]);
    return this.records.get(id);
  }

  /** Note what became of records: [id, {state, note}] pairs. */
  async note(changes) {
    const rows = await Promise.all(
      changes.filter(([id]) => this.records.has(id)).map(async ([id, { state, note }]) => {
        const entry = this.records.get(id);
        const whole = { ...entry.note, ...note };
        const sealed = await sealJson(this.phone.keys.seal, whole, `note:${id}`);
        return { entry, whole, row: { ...entry.row, state: state ?? entry.state, note: sealed } };
      }),
    );
    if (!rows.length) {
      return;
    }
    await write(this.phone.db, rows.map(({ row }) => ["records", row]));
    rows.forEach(({ entry, whole, row }) => this.records.set(entry.id, { ...entry, state: row.state, note: whole, row }));
    this.#changed(rows.map(({ row }) => row.id));
  }

  /** The bytes of a photograph, or null once the server has them. */
  async photoBytes(id) {
    const { db, device, keys } = this.phone;
    const row = await db.get("photos", [device, id]);
    return row?.sealed ? unseal(keys.seal, row.sealed, `photo:${id}`) : null;
  }

  /** Put back the bytes of a photograph that were lost here and came again another way; whether they were wanted. */
  async mendPhoto(id, bytes) {
    const { db, device, keys } = this.phone;
    if (this.isDone(id) || (await db.get("photos", [device, id]))?.sealed) {
      return false;
    }
    const picture = { device, id, state: "waiting", size: bytes.byteLength, way: this.records.get(id).way };
    await write(db, [["photos", { ...picture, sealed: await seal(keys.seal, bytes, `photo:${id}`) }]]);
    this.photos.set(id, { ...picture, sent: 0 });
    this.#changed([id]);
    return true;
  }

  /** Note how a photograph fares; once it is sent its bytes leave the phone. */
  async notePhoto(id, state) {
    const { db, device } = this.phone;
    const row = await db.get("photos", [device, id]);
    if (!row) {
      return;
    }
    const { sealed, ...rest } = row;
    await write(db, [["photos", state === "sent" ? { ...rest, state } : { ...rest, state, sealed }]]);
    this.photos.set(id, { ...rest, state, sent: this.photos.get(id)?.sent ?? 0 });
    this.#changed([id]);
  }

  async remove(ids) {
    const { db, device } = this.phone;
    await write(db, ids.flatMap((id) => [["records", null, [device, id]], ["photos", null, [device, id]]]));
    ids.forEach((id) => {
      this.records.delete(id);
      this.photos.delete(id);
    });
    this.#changed(ids);
  }

  /** Whether everything of a record is with the server; a photograph whose bytes were lost here never is. */
  isDone(id) {
    const { state, kind } = this.records.get(id);
    return STORED.has(state) && (kind !== "photo" || state === "refused" || this.photos.get(id)?.state === "sent");
  }

  /** Photographs of which the server has the record and not yet all bytes. */
  photosToSend() {
    return [...this.records.values()].filter(({ id, kind, state }) => kind === "photo" && STORED.has(state) && !this.isDone(id));
  }

  unsent() {
    return [...this.records.values()].filter(({ id }) => !this.isDone(id));
  }

  ofVisit(visitId) {
    return [...this.records.values()].filter((entry) => entry.visitId === visitId);
  }

  #changed(ids) {
    this.version += 1;
    this.phone.tell({ type: "rows", ids });
    this.phone.changed();
  }
}

/** A record as the engine handles it: its exact text, what it says, and how it fares. */
async function entryOf({ body, mac, state, way, note }) {
  const { id, visit: visitId, device, kind, subject, previous, captured_at, content } = JSON.parse(body);
  // Version 1 of the app named one predecessor or none.
  const before = Array.isArray(previous) ? previous : previous ? [previous] : [];
  return { id, visitId, device, kind, subject, previous: before, captured_at, content, body, mac, sha256: await sha256(body), state, way, note };
}
