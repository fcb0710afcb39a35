// The database on the phone: which stores there are, how an older database becomes today's, rows in and out.
//
// In clear stand only random ids, the owner's device and user number, states, ways and sizes. Everything else is
// sealed before it comes here (sealing.js), so a copy of this database is noise to whoever has no key.
import { openDB } from "idb";

export const DATABASE = "vhcv-capture";
export const VERSION = 2;

/** STEPS[n] takes a database of version n to n + 1. A step is never edited once phones have run it. */
const STEPS = [
  (db) => {
    db.createObjectStore("meta", { keyPath: "name" });
    db.createObjectStore("keys", { keyPath: "device" });
    db.createObjectStore("packs", { keyPath: "device" });
    db.createObjectStore("records", { keyPath: "id" }).createIndex("device", "device");
  },
  // Two people of one phone may hold the same record (a rescue file, a hand-over), so the owner joins the key;
  // the bytes of photographs leave their records, which are read all at once at the start.
  async (db, transaction) => {
    const rows = await transaction.objectStore("records").getAll();
    db.deleteObjectStore("records");
    for (const name of ["records", "photos"]) {
      db.createObjectStore(name, { keyPath: ["device", "id"] }).createIndex("device", "device");
    }
    await Promise.all(rows.flatMap((row) => split(row).map(([store, value]) => transaction.objectStore(store).put(value))));
  },
];

/** A record of version 1 as rows of version 2; what is sealed moves as it is, for no key is at hand here. */
function split({ id, device, state, size, sealed, photo }) {
  const record = ["records", { id, device, state, size, way: "sync", sealed, note: null }];
  return photo ? [record, ["photos", { id, device, state, size: photo.size, way: "sync", sealed: photo.sealed }]] : [record];
}

/** Open the database, bringing an older one up to date with all it holds. */
export function openStore({ onTerminated = () => {} } = {}) {
  return openDB(DATABASE, VERSION, {
    async upgrade(db, from, to, transaction) {
      for (let version = from; version < to; version += 1) {
        await STEPS[version](db, transaction);
      }
    },
    // Another tab brings a newer app: let it, this one says so when it next reads.
    blocking(_current, _blocked, event) {
      event.target.close();
      onTerminated();
    },
    terminated: onTerminated,
  }).catch((error) => {
    throw new Error(error.name === "VersionError" ? "Máy đã mở một bản mới hơn của ứng dụng. Hãy đóng hết các thẻ rồi mở lại." : `Trình duyệt không mở được nơi lưu trên máy (${error.name}). Hãy tắt chế độ ẩn danh rồi mở lại.`);
  });
}

function readable(error) {
  switch (error.name) {
    case "QuotaExceededError":
      return new Error("Bộ nhớ máy dành cho ứng dụng đã đầy, bản ghi này chưa lưu được. Hãy gửi bớt hoặc xuất tệp cứu hộ, rồi ghi lại.");
    case "InvalidStateError":
      return new Error("Nơi lưu trên máy vừa bị đóng (ứng dụng được cập nhật hoặc dữ liệu bị xóa). Hãy tải lại trang rồi ghi lại.");
    default:
      return error;
  }
}

/** Write rows of several stores ([store, row] pairs; a row of null as third says delete) or none of them. */
export async function write(db, changes) {
  const names = [...new Set(changes.map(([name]) => name))];
  // Strict: the promise is kept only once the bytes are on the disk, for a phone may be switched off at once.
  try {
    const transaction = db.transaction(names, "readwrite", { durability: "strict" });
    const requests = changes.map(([name, row, key]) => (row === null ? transaction.objectStore(name).delete(key) : transaction.objectStore(name).put(row)));
    // All of them are waited for, so that no rejection is left behind without anybody to hear it.
    await Promise.allSettled(requests);
    await transaction.done;
  } catch (error) {
    throw readable(error);
  }
}

export const rowsOf = (db, store, device) => db.getAllFromIndex(store, "device", device);

export async function getMeta(db, name, otherwise = null) {
  return (await db.get("meta", name))?.value ?? otherwise;
}

export const setMeta = (db, name, value) => db.put("meta", { name, value });

/** How many records of other people wait on this phone: a number is all that is told of them. */
export async function countOthers(db, device) {
  const rows = await db.getAll("records");
  return rows.filter((row) => row.device !== device && row.state !== "sent").length;
}
