// Recording: what it replaces is worked out, it is signed, sealed and on the disk before anybody is told it is kept.
import { sign } from "./signing.js";
import { standing } from "./standing.js";

export const SCHEMA = 2;
let last = Promise.resolve();

/** One after the other, in this tab and across tabs, so that each record has seen the one before it. */
function inTurn(work) {
  const alone = navigator.locks ? () => navigator.locks.request("vhcv-capture-write", work) : work;
  const mine = last.then(alone);
  last = mine.catch(() => {});
  return mine;
}

/** An edit continues the person's own branch; only a choice may settle what several people wrote. */
function replacedBy(stands, choosing) {
  if (!stands) {
    return [];
  }
  if (choosing || !stands.conflict) {
    return stands.records;
  }
  const own = stands.all.filter(({ mine }) => mine).map(({ record }) => record);
  return own.length ? own : [stands.all[0].record];
}

/** The server does not have what it rejected: name the records before it instead. */
function withoutRejected(ids, ledger) {
  const out = ids.flatMap((id) => {
    const entry = ledger.records.get(id);
    return entry?.state === "rejected" ? withoutRejected(entry.previous, ledger) : [id];
  });
  return [...new Set(out)];
}

/** Record one thing about a visit; resolves once it is durably on the phone. */
export function record(phone, { visit, kind, subject, content, id = crypto.randomUUID(), choosing = false, photo = null }) {
  return inTurn(async () => {
    demandKeys(phone);
    await phone.ledger.reload();
    const stands = standing(phone, visit).get(subject);
    const body = JSON.stringify({
      schema: SCHEMA,
      id,
      device: phone.device,
      visit,
      kind,
      subject,
      previous: withoutRejected(replacedBy(stands, choosing), phone.ledger),
      captured_at: new Date().toISOString(),
      app: __APP_VERSION__,
      content,
    });
    return phone.ledger.add({ body, mac: await sign(phone.keys.receipt, body), photo });
  });
}

/** Take a record back off the phone; one that another builds on stays, or the later one would hang in the air. */
export async function drop(phone, id) {
  const entry = phone.ledger.records.get(id);
  if (!entry) {
    return;
  }
  if (phone.ledger.unsent().some(({ previous }) => previous.includes(id))) {
    throw new Error("Mục này đã có bản ghi sau thay thế và chưa gửi. Hãy xóa bản ghi sau trước.");
  }
  await phone.ledger.remove([id]);
}

export function demandKeys(phone) {
  if (phone.locked) {
    throw new Error("Dữ liệu trên máy đang khóa. Hãy đăng nhập lại.");
  }
}
