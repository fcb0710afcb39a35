// Asking the server. No request lasts longer than a minute, and an answer counts only with the server's signature.
import { driftOf } from "./clock.js";
import { isFromServer } from "./signing.js";
import { Trouble } from "./troubles.js";

export const HOME = "/kiem-tra/tai-cho/";
const LONGEST = 55_000; // ms; proxies and phones give up at 60 s

const freshNonce = () => crypto.randomUUID();

/** Send and read the whole answer within the time; the time runs while the body trickles in as well. */
async function fetchWhole(address, options, longest) {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), longest);
  const askedAt = Date.now();
  try {
    const response = await fetch(address, { ...options, signal: control.signal, credentials: "same-origin", cache: "no-store", redirect: "error" });
    return { response, content: await response.arrayBuffer(), askedAt, answeredAt: Date.now() };
  } catch {
    throw new Trouble(control.signal.aborted ? "timeout" : "offline");
  } finally {
    clearTimeout(timer);
  }
}

function parsed(response, content) {
  if (!(response.headers.get("Content-Type") ?? "").includes("json")) {
    return null;
  }
  try {
    const value = JSON.parse(new TextDecoder().decode(content));
    return value && typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

// Believing these without a signature costs nothing: whatever was to be sent stays and waits.
const HARMLESS = { 401: ["login"], 403: ["csrf", "forbidden"], 409: ["other_user"] };

function unsigned(status, answer, mac) {
  if (HARMLESS[status]?.includes(answer?.code)) {
    return new Trouble(answer.code, answer);
  }
  if (status >= 500 || status === 429) {
    return new Trouble("server");
  }
  return new Trouble(mac ? "forged" : "captive");
}

function refusal(status, answer) {
  if (status >= 500 || status === 429) {
    return new Trouble("server");
  }
  return new Trouble(answer.code ?? "malformed", answer);
}

/**
 * Ask the server about or for this device.
 * @param signed whether the answer must be signed; only what comes before the keys is not
 * @returns the JSON of the answer; throws a Trouble
 */
export async function ask(phone, path, { method = "GET", json, bytes, signed = true, longest = LONGEST } = {}) {
  const nonce = freshNonce();
  const headers = { Accept: "application/json", "X-Vhcv-Nonce": nonce };
  if (method !== "GET") {
    headers["X-CSRFToken"] = phone.csrf;
    headers["Content-Type"] = json ? "application/json" : "application/octet-stream";
  }
  const key = phone.keys?.receipt;
  const { response, content, askedAt, answeredAt } = await fetchWhole(HOME + path, { method, headers, body: json ? JSON.stringify(json) : bytes }, longest);
  const answer = parsed(response, content);
  if (signed) {
    const mac = response.headers.get("X-Vhcv-Mac");
    if (!answer || !key || !(await isFromServer(key, nonce, content, mac))) {
      throw unsigned(response.status, answer, mac);
    }
    phone.heard(answer.now ? driftOf(answer.now, askedAt, answeredAt) : null);
  }
  if (!answer) {
    throw response.status >= 500 ? new Trouble("server") : new Trouble("captive");
  }
  if (!response.ok) {
    throw refusal(response.status, answer);
  }
  return answer;
}
