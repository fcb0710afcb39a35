// The keys of one person on this phone. They never leave the browser's vault (non-extractable), and at most one
// person's are here: taking them away is what makes the data of this phone useless.
import { bytesOf } from "./signing.js";
import { sealJson, unsealJson } from "./sealing.js";
import { getMeta, setMeta, write } from "./store.js";

const raw = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Make keys of what the server handed out. Both sides sign with the key's text as it is, not with what it encodes. */
export async function importKeys({ seal_key, receipt_key }) {
  const [seal, receipt] = await Promise.all([
    crypto.subtle.importKey("raw", raw(seal_key), "AES-GCM", false, ["encrypt", "decrypt"]),
    receipt_key && crypto.subtle.importKey("raw", bytesOf(receipt_key), { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]),
  ]);
  return { seal, receipt };
}

/** Keep the keys of a device, and of no other. */
export async function keepKeys(db, holder) {
  const others = (await db.getAllKeys("keys")).filter((key) => key !== holder.device);
  await write(db, [...others.map((key) => ["keys", null, key]), ...(await keyRows(holder))]);
}

/** The rows that hold the keys of a device; the person's name is sealed, their number is not. */
export async function keyRows({ device, user, keys, lockAfterDays }) {
  const profile = await sealJson(keys.seal, { name: user.name }, `profile:${device}`);
  const now = Date.now();
  return [
    ["keys", { device, user: user.id, seal: keys.seal, receipt: keys.receipt, lockAfterDays, profile }],
    ["meta", { name: "contact", value: { at: now, seen: now } }],
    ["meta", { name: "lock", value: "" }],
  ];
}

/** The person whose keys are here, or null. */
export async function readKeys(db) {
  const row = (await db.getAll("keys"))[0];
  if (!row) {
    return null;
  }
  const { name } = await unsealJson(row.seal, row.profile, `profile:${row.device}`);
  return { device: row.device, user: { id: row.user, name }, keys: { seal: row.seal, receipt: row.receipt }, lockAfterDays: row.lockAfterDays };
}

/** Take the keys away and say why; what was recorded stays, sealed. */
export async function removeKeys(db, reason) {
  const devices = await db.getAllKeys("keys");
  await write(db, [...devices.map((device) => ["keys", null, device]), ["meta", { name: "lock", value: reason }]]);
}

/** The id of this browser on this phone, made once. */
export async function phoneId(db) {
  const known = await getMeta(db, "phone");
  if (known) {
    return known;
  }
  const made = crypto.randomUUID();
  await setMeta(db, "phone", made);
  return made;
}
