// The rescue file: what could not be sent, in one file under a passphrase, to be carried by cable or chat. Anybody
// on the team imports it, once or several times: records keep their ids and signatures, so nothing doubles.
import { demandKeys } from "./records.js";
import { bytesOf, sha256 } from "./signing.js";

const MARK = "VHCV-CUU-HO\n";
const ROUNDS = 600_000; // PBKDF2-SHA256, OWASP 2023
const SHORTEST = 8; // letters of a passphrase
const WRONG = "Không mở được tệp: sai mật khẩu hoặc tệp đã hỏng.";

async function keyFrom(passphrase, salt) {
  const words = await crypto.subtle.importKey("raw", bytesOf(passphrase.normalize("NFC")), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, words, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

/** {name, blob} of a file with all that waits on this phone. */
export async function rescueFile(phone, passphrase) {
  demandKeys(phone);
  if ([...passphrase].length < SHORTEST) {
    throw new Error(`Mật khẩu của tệp phải có ít nhất ${SHORTEST} ký tự.`);
  }
  const { head, photos } = await contentOf(phone);
  if (!head.records.length) {
    throw new Error("Trên máy không còn bản ghi nào chưa gửi.");
  }
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = await new Blob([packed(head), ...photos]).arrayBuffer();
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: bytesOf(MARK) }, await keyFrom(passphrase, salt), plain);
  return { name: nameOf(new Date()), blob: new Blob([MARK, salt, iv, data], { type: "application/octet-stream" }) };
}

/** Records with their signatures, then the bytes of photographs one after another; the head says how long each is. */
async function contentOf(phone) {
  const { ledger } = phone;
  const records = ledger.unsent();
  const photos = [];
  const bytes = [];
  for (const { id } of records) {
    const photo = await ledger.photoBytes(id);
    if (photo) {
      photos.push({ id, size: photo.byteLength });
      bytes.push(photo);
    }
  }
  const head = { version: 1, made_at: new Date().toISOString(), app: __APP_VERSION__, records: records.map(({ body, mac }) => ({ body, mac })), photos };
  return { head, photos: bytes };
}

function packed(head) {
  const text = bytesOf(JSON.stringify(head));
  const length = new DataView(new ArrayBuffer(4));
  length.setUint32(0, text.length);
  return new Blob([length.buffer, text]);
}

const nameOf = (moment) => `kiem-tra-cuu-ho-${new Date(moment - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16).replace(/[-:]/g, "").replace("T", "-")}.vhcv`;

/** Take over what a rescue file holds; returns {records, photos}: how many were new on this phone. */
export async function importRescue(phone, file, passphrase) {
  demandKeys(phone);
  const { head, rest } = await unpacked(await file.arrayBuffer(), passphrase);
  const bytesById = cut(head.photos, rest);
  const added = { records: 0, photos: 0 };
  for (const { body, mac } of head.records) {
    const { id, device, content } = JSON.parse(body);
    const photo = await intact(bytesById.get(id), content);
    if (phone.ledger.records.has(id)) {
      added.photos += photo && (await phone.ledger.mendPhoto(id, photo)) ? 1 : 0;
      continue;
    }
    await phone.ledger.add({ body, mac, way: device === phone.device ? "sync" : "rescue", photo });
    added.records += 1;
    added.photos += photo ? 1 : 0;
  }
  return added;
}

async function unpacked(whole, passphrase) {
  const mark = bytesOf(MARK);
  const start = new Uint8Array(whole, 0, Math.min(mark.length, whole.byteLength));
  if (start.length < mark.length || mark.some((byte, at) => byte !== start[at])) {
    throw new Error("Đây không phải tệp cứu hộ của ứng dụng này.");
  }
  const at = mark.length;
  const key = await keyFrom(passphrase, whole.slice(at, at + 16));
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: whole.slice(at + 16, at + 28), additionalData: mark }, key, whole.slice(at + 28)).catch(() => {
    throw new Error(WRONG);
  });
  const length = new DataView(plain).getUint32(0);
  return { head: JSON.parse(new TextDecoder().decode(plain.slice(4, 4 + length))), rest: plain.slice(4 + length) };
}

function cut(photos, bytes) {
  let at = 0;
  return new Map(photos.map(({ id, size }) => [id, bytes.slice(at, (at += size))]));
}

const intact = async (bytes, { sha256: wanted }) => (bytes && (await sha256(bytes)) === wanted ? bytes : null);
