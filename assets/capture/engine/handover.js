// The leader takes over what a disabled colleague left on this phone. The server hands out the colleague's seal key
// (and writes that down); the records keep the colleague's signature and go as handed over.
import { importKeys } from "./keys.js";
import { demandKeys } from "./records.js";
import { ask } from "./request.js";
import { unseal, unsealJson } from "./sealing.js";
import { rowsOf, write } from "./store.js";

/** Take over everything that may be; returns {records, photos}. */
export async function handOver(phone) {
  demandKeys(phone);
  const { devices } = await ask(phone, `api/ban-giao/?may=${phone.device}`);
  const taken = { records: 0, photos: 0 };
  for (const device of devices) {
    await takeFrom(phone, device, taken);
  }
  return taken;
}

async function takeFrom(phone, { device, seal_key, visits }, taken) {
  const { seal: key } = await importKeys({ seal_key });
  const photos = new Map((await rowsOf(phone.db, "photos", device)).map((row) => [row.id, row]));
  for (const row of await rowsOf(phone.db, "records", device)) {
    // A damaged row stays where it is and keeps none of the others back.
    const signed = await unsealJson(key, row.sealed, `record:${row.id}`).catch(() => null);
    const picture = photos.get(row.id);
    if (!signed || !visits.includes(JSON.parse(signed.body).visit) || isDone(row, picture)) {
      continue;
    }
    const { body, mac } = signed;
    const photo = picture?.sealed ? await unseal(key, picture.sealed, `photo:${row.id}`).catch(() => null) : null;
    if (phone.ledger.records.has(row.id)) {
      taken.photos += photo && (await phone.ledger.mendPhoto(row.id, photo)) ? 1 : 0;
    } else {
      await phone.ledger.add({ body, mac, way: "handover", photo });
      taken.records += 1;
      taken.photos += photo ? 1 : 0;
    }
    // Only now that it is safe under the leader's own key.
    await write(phone.db, [["records", null, [device, row.id]], ["photos", null, [device, row.id]]]);
  }
}

const isDone = (row, picture) => row.state === "sent" && (!picture || picture.state === "sent");
