// A photograph on its way: in pieces that fit a slow line, from wherever the server got to last time.
import { ask } from "./request.js";
import { sha256 } from "./signing.js";
import { Trouble } from "./troubles.js";

const PIECES = [128 * 1024, 32 * 1024, 8 * 1024];

/** Send one photograph to its end; throws a Trouble when it stops on the way. */
export async function sendPhoto(phone, id, renew) {
  const bytes = await phone.ledger.photoBytes(id);
  const { content } = phone.ledger.records.get(id);
  if (!bytes || (await sha256(bytes)) !== content.sha256) {
    throw new Trouble("damaged");
  }
  phone.sending = new Set([id]);
  try {
    await sendFrom(phone, { id, bytes, wanted: content.sha256, renew }, await receivedOf(phone, id));
  } finally {
    phone.sending = new Set();
  }
  await phone.ledger.notePhoto(id, "sent");
}

async function receivedOf(phone, id) {
  const { received } = await ask(phone, `api/anh/${id}/?may=${phone.device}`);
  return received;
}

async function sendFrom(phone, { id, bytes, wanted, renew }, from) {
  let offset = from;
  let moved = 0; // the server may move us once per opening; more would be a loop
  for (;;) {
    noteProgress(phone, id, offset);
    await renew();
    const answer = await sendPiece(phone, id, bytes, offset);
    if (answer.code === "offset") {
      moved += 1;
      if (moved > 3) {
        throw new Trouble("server");
      }
    } else if (answer.done) {
      return demandDigest(answer, wanted);
    } else if (answer.received <= offset) {
      throw new Trouble("server");
    }
    offset = answer.received;
  }
}

/** A piece, possibly empty when the server has all bytes and did not get to say so. */
async function sendPiece(phone, id, bytes, offset) {
  phone.piece ??= 0;
  const piece = bytes.slice(offset, offset + PIECES[phone.piece]);
  try {
    const answer = await ask(phone, `api/anh/${id}/?may=${phone.device}&tu=${offset}`, { method: "PUT", bytes: piece });
    return answer;
  } catch (error) {
    if (error.code === "offset") {
      return error.data;
    }
    if (error.code === "timeout") {
      phone.piece = Math.min(phone.piece + 1, PIECES.length - 1);
    }
    throw error;
  }
}

function demandDigest({ sha256: digest }, wanted) {
  if (digest !== wanted) {
    throw new Trouble("digest");
  }
}

function noteProgress(phone, id, sent) {
  const photo = phone.ledger.photos.get(id);
  if (photo) {
    phone.ledger.photos.set(id, { ...photo, sent });
    phone.changed();
  }
}
