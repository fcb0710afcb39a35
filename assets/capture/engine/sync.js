// Sending what waits: records in batches, then photographs in pieces. Nothing counts as sent without a signed
// receipt; whatever fails stays and says why.
import { sendPhoto } from "./pieces.js";
import { applyReceipts, isDue, nextBatch, postpone } from "./queue.js";
import { ask } from "./request.js";
import { asSender } from "./sender.js";
import { freshToken, lockIfRevoked } from "./session.js";
import { asTrouble, isOfTheLine } from "./troubles.js";

const WIDE = { most: 50, bytes: 256 * 1024 };
const NARROW = { most: 10, bytes: 32 * 1024 };
const SINGLE = { most: 1, bytes: 0 };

const UNREACHED = new Set(["offline", "timeout", "captive", "forged", "server"]);

/** Send all that is due; returns false when another tab is at it. */
export async function syncOnce(phone) {
  if (phone.locked || phone.syncing) {
    return false;
  }
  phone.syncing = true;
  phone.changed();
  try {
    return await asSender(phone.db, async (renew) => {
      // Another tab may have sent since: look at what is new and at what seems to wait.
      await phone.ledger.reload();
      await phone.ledger.reload(phone.ledger.unsent().map(({ id }) => id));
      await sendAll(phone, renew);
    });
  } finally {
    phone.syncing = false;
    phone.changed();
  }
}

async function sendAll(phone, renew) {
  if ((await sendRecords(phone, renew)) && (await sendPhotos(phone, renew))) {
    await sendRecords(phone, renew); // what was recorded in the meantime, and records of photos the server lacked
  }
}

/** Returns false when the line or the login failed: nothing else would get through either. */
async function sendRecords(phone, renew) {
  phone.batch ??= WIDE;
  for (let batch; !phone.locked && (batch = nextBatch(phone.ledger, phone.batch)).length; ) {
    await renew();
    try {
      await sendBatch(phone, batch);
      phone.batch = phone.batch === SINGLE ? SINGLE : WIDE;
    } catch (error) {
      if (!(await afterFailure(phone, batch, asTrouble(error)))) {
        return false;
      }
    }
  }
  phone.batch = phone.batch === SINGLE ? WIDE : phone.batch;
  return !phone.locked;
}

async function sendBatch(phone, batch) {
  phone.sending = new Set(batch.map(({ id }) => id));
  phone.changed();
  try {
    const waiting = phone.ledger.unsent();
    const answer = await withToken(phone, () =>
      ask(phone, "api/ban-ghi/", {
        method: "POST",
        json: {
          device: phone.device,
          sent_at: new Date().toISOString(),
          app: __APP_VERSION__,
          waiting: waiting.length,
          waiting_since: waiting.map(({ captured_at }) => captured_at).sort()[0] ?? null,
          way: batch[0].way,
          records: batch.map(({ body, mac }) => ({ body, mac })),
        },
      }),
    );
    await applyReceipts(phone.ledger, batch, answer);
  } finally {
    phone.sending = new Set();
  }
}

/** Do it with a token; one that is no longer good is fetched anew, once. */
export async function withToken(phone, work) {
  if (!phone.csrf) {
    await freshToken(phone);
  }
  try {
    return await work();
  } catch (error) {
    if (error.code !== "csrf") {
      throw error;
    }
    await freshToken(phone);
    return work();
  }
}

/** Returns whether to go on. A batch that the server cannot read is sent one by one, to find the culprit. */
async function afterFailure(phone, batch, trouble) {
  noteServer(phone, trouble);
  if (trouble.code === "timeout") {
    phone.batch = NARROW;
  }
  if (isOfTheLine(trouble)) {
    await postpone(phone.ledger, batch, trouble);
    await lockIfForbidden(phone, trouble);
    return false;
  }
  if (batch.length > 1) {
    phone.batch = SINGLE;
    return true;
  }
  await postpone(phone.ledger, batch, trouble, "error");
  return true;
}

/** A refusal may mean that this device is no longer to be used; only a signed word of the server decides. */
async function lockIfForbidden(phone, { code }) {
  if (code === "forbidden") {
    await lockIfRevoked(phone).catch(() => {});
  }
}

async function sendPhotos(phone, renew) {
  for (const id of duePhotos(phone.ledger)) {
    await renew();
    try {
      await withToken(phone, () => sendPhoto(phone, id, renew));
    } catch (error) {
      const trouble = asTrouble(error);
      noteServer(phone, trouble);
      if (phone.locked) {
        return false;
      }
      const entry = phone.ledger.records.get(id);
      // The server forgot the record (a restored copy): its text goes again, the photograph after it.
      await postpone(phone.ledger, entry ? [entry] : [], trouble, trouble.code === "unknown" ? "waiting" : undefined);
      if (isOfTheLine(trouble)) {
        return false;
      }
    }
  }
  return !phone.locked;
}

function duePhotos(ledger) {
  const now = Date.now();
  return ledger.photosToSend().filter(({ note }) => isDue(note, now)).map(({ id }) => id);
}

/** How the server seems by this trouble, for the line at the top of the screen. */
function noteServer(phone, { code }) {
  if (code === "login" || code === "other_user") {
    phone.server = "login";
  } else if (UNREACHED.has(code)) {
    phone.server = "unreachable";
  }
}
