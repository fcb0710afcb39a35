// Who is signed in, the keys of that person on this phone, and the visits they take along.
import { importKeys, keepKeys } from "./keys.js";
import { STORED } from "./ledger.js";
import { ask } from "./request.js";
import { getMeta, setMeta } from "./store.js";
import { asTrouble, Trouble } from "./troubles.js";

const LOGOUT = "/tai-khoan/logout/";

/** Ask who is signed in and keep the token; answers about a known device are signed. */
export async function askSession(phone, longest) {
  const known = !phone.locked;
  const answer = await ask(phone, `api/phien/${known ? `?may=${phone.device}` : ""}`, { signed: known, longest });
  if (!answer.user || !answer.csrf) {
    throw new Trouble("captive");
  }
  phone.csrf = answer.csrf;
  phone.newest = answer.app ?? phone.newest;
  return answer;
}

/** A token to send with; only for the person whose records these are. */
export async function freshToken(phone) {
  phone.csrf = "";
  const { user } = await askSession(phone);
  if (user.id !== phone.user.id) {
    phone.csrf = "";
    throw new Trouble("other_user");
  }
}

/** Whether the server says, signed, that this device is no longer to be used; then the keys go at once. */
export async function lockIfRevoked(phone) {
  if (phone.locked) {
    return false;
  }
  const { state } = await ask(phone, `api/may/${phone.device}/`);
  if (state !== "revoked") {
    return false;
  }
  await phone.lock("revoked");
  return true;
}

/** Session, keys and pack, in this order; returns {ok, code, message}. */
export async function refresh(phone) {
  try {
    await lockIfRevoked(phone);
    await identify(phone);
    await fetchPack(phone);
    phone.server = "ok";
    return { ok: true, code: "ok", message: "" };
  } catch (error) {
    const { code, message } = asTrouble(error);
    phone.server = code === "login" ? "login" : code === "forbidden" ? "ok" : "unreachable";
    return { ok: false, code, message };
  } finally {
    phone.changed();
  }
}

/** Make sure the keys here are those of the person who is signed in. */
async function identify(phone) {
  await finishLogout(phone);
  await lockIfOther(phone);
  if (phone.locked) {
    await register(phone);
  }
}

/** When another person is signed in by now, the keys here go before anything is shown. */
export async function lockIfOther(phone, longest) {
  const { user } = await askSession(phone, longest);
  if (phone.user && phone.user.id !== user.id) {
    await phone.lock("no_user");
  }
}

/** Get this person's keys for this phone: the same ones as before, if they were here already. */
async function register(phone) {
  const answer = await ask(phone, "api/may/", {
    method: "POST",
    signed: false,
    json: { phone: phone.id, label: labelOfThisPhone(), app: __APP_VERSION__ },
  });
  if (!answer.device || !answer.seal_key || !answer.receipt_key || !answer.user) {
    throw new Trouble("captive");
  }
  const keys = await importKeys(answer);
  await keepKeys(phone.db, { device: answer.device, user: answer.user, keys, lockAfterDays: answer.lock_after_days });
  await phone.load();
  phone.tell({ type: "unlocked" });
}

function labelOfThisPhone() {
  const [, system] = /\(([^)]+)\)/.exec(navigator.userAgent) ?? [];
  return (system ?? "Trình duyệt").slice(0, 120);
}

/** Take the visits along, sealed, and forget what is done and no longer among them. */
export async function fetchPack(phone) {
  const before = [...phone.ledger.records.values()].filter(({ state }) => STORED.has(state));
  const answer = await ask(phone, `api/goi/?may=${phone.device}`);
  if (!Array.isArray(answer.visits)) {
    throw new Trouble("captive");
  }
  const pack = { ...answer, counted: before.map(({ id }) => id) };
  await phone.keepPack(pack);
  phone.newest = pack.app ?? phone.newest;
  phone.ledger.version += 1;
  await forgetFinished(phone);
  phone.tell({ type: "pack" });
}

async function forgetFinished(phone) {
  const taken = new Set(phone.pack.visits.map(({ id }) => id));
  const done = [...phone.ledger.records.values()].filter(({ id, visitId, state }) => !taken.has(visitId) && STORED.has(state) && phone.ledger.isDone(id));
  if (done.length) {
    await phone.ledger.remove(done.map(({ id }) => id));
  }
}

/** Sign out: the keys first, whatever the network does, then the session. Returns whether that has ended too. */
export async function logout(phone) {
  const user = phone.user?.id ?? null;
  await setMeta(phone.db, "ending", user);
  await phone.lock("logout");
  return finishLogout(phone).then(
    () => true,
    () => false, // made up for at the next contact
  );
}

async function finishLogout(phone) {
  const user = await getMeta(phone.db, "ending");
  if (user === null) {
    return;
  }
  const session = await askSession(phone).catch((error) => {
    if (error.code === "login") {
      return null;
    }
    throw error;
  });
  if (session?.user.id === user) {
    await fetch(LOGOUT, { method: "POST", redirect: "manual", credentials: "same-origin", body: new URLSearchParams({ csrfmiddlewaretoken: session.csrf }) });
  }
  await phone.db.delete("meta", "ending");
  phone.csrf = "";
}
